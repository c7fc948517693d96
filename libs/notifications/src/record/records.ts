import type { EventStore, RecordedEvent } from '#event-store';
import { emptyRecord, evolveRecord, type RecordView } from './record-state.js';

const KEPT = 2_000;

/**
 * Records as they are after given events, folded from their own streams: what a notice says agrees with the event
 * it is about, however far the read models are. The records touched last are kept, so that a run of events costs
 * one reading each.
 */
export class Records {
  readonly #kept = new Map<string, RecordView>();

  constructor(private readonly store: Pick<EventStore, 'readStream'>) {}

  /** The record after `event`; undefined for a stream that holds no record. */
  async after(event: RecordedEvent): Promise<RecordView | undefined> {
    const kept = this.#kept.get(event.stream);
    const start = kept !== undefined && kept.version < event.version ? kept : emptyRecord(event.stream);
    if (start === undefined) return undefined;
    let record = start;
    if (record.version < event.version - 1) {
      const options = { fromVersion: record.version + 1, toVersion: event.version - 1 };
      for await (const earlier of this.store.readStream(event.stream, options)) {
        record = evolveRecord(record, earlier);
      }
    }
    record = evolveRecord(record, event);
    this.#keep(record);
    return record;
  }

  #keep(record: RecordView): void {
    this.#kept.delete(record.stream);
    this.#kept.set(record.stream, record);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && oldest.done !== true) this.#kept.delete(oldest.value);
  }
}
