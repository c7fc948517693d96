import { createCatalogue, EventStore } from '#event-store';
import { connectDedicated, createPool, newId } from '#platform';
import { createHash } from 'node:crypto';

/** The realistic event: about 400 bytes of data and 200 of what is said about it. */
const data = { phaseId: 'whole', note: 'x'.repeat(320), occurredOn: '2026-03' };
const envelope = {
  occurredOn: '2026-03',
  actor: { id: 'a5b7f3f0-51c4-4fd1-9ad8-ff2c9e8f5c11', role: 'staff' },
  command: 'StartConstruction',
  correlation: '0193a3f0-0000-7000-8000-000000000000',
  sources: [],
  basis: 'reported',
  visibility: 'public',
  backfill: false,
  origin: 'live',
};

export const newEvent = () => ({
  id: newId(),
  type: 'ConstructionStarted',
  schemaVersion: 1,
  envelope,
  data,
});

export const newStream = () => `agreement-${newId()}`;

export function appendTo(stream, expected, events = 1) {
  const commandId = newId();
  return {
    commandId,
    fingerprint: createHash('sha256').update(commandId).digest('hex'),
    streams: [{ stream, expected, events: Array.from({ length: events }, newEvent) }],
  };
}

export function openStore(url, options = {}) {
  const pool = createPool({ url, applicationName: 'bench', max: 8 });
  const store = new EventStore({
    pool,
    connectListener: () => connectDedicated({ url, applicationName: 'bench-listener' }),
    catalogue: createCatalogue([{ type: 'ConstructionStarted', schemaVersion: 1 }]),
    ...options,
  });
  return {
    store,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}
