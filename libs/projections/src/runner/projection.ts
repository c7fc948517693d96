import type { RecordedEvent } from '#event-store';
import type pg from 'pg';

/** A table of a projection: what stands between the brackets of CREATE TABLE, and its indexes. */
export interface TableDefinition {
  readonly name: string;
  readonly columns: string;
  /** Each as it follows `CREATE INDEX ON <table>`; UNIQUE ones begin with `UNIQUE `. */
  readonly indexes: readonly string[];
}

/** Where a batch is written: a client inside the transaction that also moves the checkpoint. */
export interface BatchContext {
  readonly client: pg.ClientBase;
  /** Qualified name of one of the projection's tables in the generation that is written. */
  readonly table: (name: string) => string;
  /** All events of a stream up to a version, from the log: for what changes the meaning of earlier events. */
  readonly earlier: (stream: string, toVersion: number) => AsyncIterable<RecordedEvent>;
}

/**
 * A read model. `apply` folds a batch in order of position; applying the same batch twice must change nothing,
 * and any batch size must give the same rows. It has no clock and no other source than the events and its tables.
 */
export interface Projection {
  readonly name: string;
  /** Goes up with any change of tables or rules: the next start then builds the new tables beside the old. */
  readonly version: number;
  readonly tables: readonly TableDefinition[];
  apply(events: readonly RecordedEvent[], context: BatchContext): Promise<void>;
  /** The same rows from the whole log at once, for a rebuild; absent: it is applied in batches from the beginning. */
  readonly build?: BuildByStreams;
}

/** For a model whose rows follow from each stream by itself, and then from one another. */
export interface BuildByStreams {
  /** Adds whole streams to the tables; no stream comes twice. Events stand in order of stream, then version. */
  addStreams(events: readonly RecordedEvent[], context: BatchContext): Promise<void>;
  /**
   * After all streams: completes the next rows behind the key `after` (undefined: the first). Resolves to the key of
   * the last one, undefined when there are no more.
   */
  finish(after: string | undefined, context: BatchContext): Promise<string | undefined>;
}

/** Physical table behind the view `views.<name>` that readers use. */
export const tableOfGeneration = (name: string, generation: number): string => `views.${name}_g${generation}`;
