import type { EventStore } from '#event-store';
import { recordOf, RECORD_MODELS, type LoadedRecord } from './record-model.js';

const KEPT = 2_000;

interface Known {
  readonly version: number;
  readonly record: LoadedRecord;
}

/** Present states of records, folded from the log itself: what must not wait for a read model is asked here. */
export class RecordStates {
  private readonly known = new Map<string, Known>();

  constructor(private readonly store: EventStore) {}

  /** The record as of its newest event. Version 0: there is no such record. */
  async newest(stream: string): Promise<Known> {
    return this.readOn(stream, this.known.get(stream));
  }

  /** The record as of `version` or a later one. */
  async atLeast(stream: string, version: number): Promise<Known> {
    const known = this.known.get(stream);
    return known !== undefined && known.version >= version ? known : this.readOn(stream, known);
  }

  private async readOn(stream: string, known: Known | undefined): Promise<Known> {
    const model = RECORD_MODELS[recordOf(stream).aggregate];
    let { version, record } = known ?? { version: 0, record: model.initial };
    for await (const event of this.store.readStream(stream, { fromVersion: version + 1 })) {
      record = model.evolve(record, event);
      version = event.version;
    }
    const read = { version, record };
    if (version > 0) this.keep(stream, read);
    return read;
  }

  private keep(stream: string, read: Known): void {
    this.known.delete(stream);
    this.known.set(stream, read);
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
  }
}
