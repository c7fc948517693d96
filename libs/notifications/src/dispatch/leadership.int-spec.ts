import { connectDedicated, createLogger } from '#platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { Leadership } from './leadership.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(() => db.drop());

const BEAT = 40;

/** One candidate that writes down whether it leads. */
function candidate() {
  const stop = new AbortController();
  const state = { leads: false, terms: 0 };
  const connections: pg.Client[] = [];
  const leadership = new Leadership({
    connect: async () => {
      const client = await connectDedicated({ url: db.url, applicationName: 'candidate' });
      connections.push(client);
      return client;
    },
    logger: createLogger('silent'),
    beat: BEAT,
  });
  const lead = () =>
    leadership.lead(stop.signal, async (signal) => {
      state.leads = true;
      state.terms += 1;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      state.leads = false;
    });
  return { state, lead, running: lead(), stop: () => stop.abort(), connections };
}

describe('leadership', () => {
  it('belongs to one, and passes on when that one stops', async () => {
    const [first, second] = [candidate(), candidate()];
    await eventually('one leads', () => first.state.leads !== second.state.leads);
    const [leader, other] = first.state.leads ? [first, second] : [second, first];
    leader.stop();
    await leader.running;
    await eventually('the other leads', () => other.state.leads);
    expect(leader.state.leads).toBe(false);
    other.stop();
    await other.running;
  });

  it('ends when the connection is cut, and can be won again', async () => {
    const one = candidate();
    await eventually('it leads', () => one.state.leads);
    const { rows } = await db
      .ownerPool()
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'candidate' AND datname = current_database()`,
      );
    expect(rows).toHaveLength(1);
    await one.running;
    expect(one.state.leads).toBe(false);
    const again = one.lead();
    await eventually('it leads again', () => one.state.terms === 2);
    one.stop();
    await again;
  });
});
