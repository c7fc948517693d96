import type pg from 'pg';
import type { Actor } from '#identity';
import type {
  ImportBatch,
  ImportKind,
  ImportPage,
  ImportRetraction,
  ImportsQuery,
  ImportState,
  TableFormat,
} from '#contracts';
import { LOCK_CLASS } from './batch-lock.js';

/** A file as it was received. */
export interface ReceivedTable {
  readonly path: string;
  readonly format: TableFormat;
  readonly kind: ImportKind;
  readonly fileName: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface NewBatch extends ReceivedTable {
  readonly rows: number;
  readonly dryRun: boolean;
  readonly actor: Actor;
}

const COLUMNS = `
  b.id, b.kind, b.dry_run, b.file_name, b.format, encode(b.sha256, 'hex') AS sha256, b.bytes, b.rows, b.actor_id,
  b.actor_role, b.position::text, b.started_at, b.finished_at, b.retract_reason, b.retract_reason_code,
  b.retract_actor_id, b.retract_actor_role, b.retract_started_at, b.retracted_at, r.accepted, r.duplicate, r.rejected,
  r.voided, r.retracted, r.left_over,
  EXISTS (
    SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${LOCK_CLASS}
      AND l.objid::bigint = hashtext(b.id::text)::bigint & 4294967295
  ) AS worked_on`;
const COUNTED = `
  registry.import_batch b CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE verdict = 'accepted')::integer AS accepted,
      count(*) FILTER (WHERE verdict = 'duplicate')::integer AS duplicate,
      count(*) FILTER (WHERE verdict = 'rejected')::integer AS rejected,
      count(*) FILTER (WHERE taken_back = 'voided')::integer AS voided,
      count(*) FILTER (WHERE taken_back = 'retracted')::integer AS retracted,
      count(*) FILTER (WHERE taken_back = 'left')::integer AS left_over
    FROM registry.import_row WHERE batch_id = b.id
  ) r`;

const FIND = `SELECT ${COLUMNS} FROM ${COUNTED} WHERE b.id = $1`;
const LIST = `SELECT ${COLUMNS} FROM ${COUNTED} WHERE $1::uuid IS NULL OR b.id < $1 ORDER BY b.id DESC LIMIT $2`;
const FIND_OF_FILE = `
  SELECT id FROM registry.import_batch
  WHERE sha256 = decode($1, 'hex') AND kind = $2 AND actor_id = $3 AND NOT dry_run AND retract_started_at IS NULL`;
const INSERT = `
  INSERT INTO registry.import_batch
    (id, kind, dry_run, file_name, format, sha256, bytes, rows, actor_id, actor_role)
  VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, $9, $10)
  ON CONFLICT DO NOTHING`;
const BEGIN_RETRACTION = `
  UPDATE registry.import_batch
  SET retract_reason = coalesce(retract_reason, $2), retract_reason_code = coalesce(retract_reason_code, $3),
    retract_actor_id = $4, retract_actor_role = $5, retracted_at = NULL,
    retract_started_at = coalesce(retract_started_at, now())
  WHERE id = $1`;

/** Batches of imported tables. */
export class ImportBatches {
  constructor(private readonly pool: pg.Pool) {}

  async find(id: string): Promise<ImportBatch | undefined> {
    const { rows } = await this.pool.query<BatchRow>(FIND, [id]);
    return rows[0] === undefined ? undefined : batchOf(rows[0]);
  }

  /** Newest first. */
  async list({ after, limit }: ImportsQuery): Promise<ImportPage> {
    const { rows } = await this.pool.query<BatchRow>(LIST, [after ?? null, limit + 1]);
    const items = rows.slice(0, limit).map(batchOf);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** The batch that this actor's file of before became, unless it was taken back. */
  async ofFile({ sha256, kind, actor }: NewBatch): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ id: string }>(FIND_OF_FILE, [sha256, kind, actor.id]);
    return rows[0]?.id;
  }

  /** Keeps a new batch under `id`; false when the file has one already. */
  async insert(id: string, batch: NewBatch): Promise<boolean> {
    const { kind, dryRun, fileName, format, sha256, bytes, rows, actor } = batch;
    const values = [id, kind, dryRun, fileName, format, sha256, bytes, rows, actor.id, actor.role];
    return (await this.pool.query(INSERT, values)).rowCount === 1;
  }

  async reached(id: string, position: bigint): Promise<void> {
    await this.pool.query(
      'UPDATE registry.import_batch SET position = greatest(position, $2) WHERE id = $1 AND NOT dry_run',
      [id, position],
    );
  }

  async begin(id: string): Promise<void> {
    const begun = 'UPDATE registry.import_batch SET finished_at = NULL, stop_asked_at = NULL WHERE id = $1';
    await this.pool.query(begun, [id]);
  }

  /** Asks whoever imports the batch, in whichever process, to stop after the rows that are under way. */
  async askToStop(id: string): Promise<void> {
    await this.pool.query('UPDATE registry.import_batch SET stop_asked_at = now() WHERE id = $1', [id]);
  }

  async isToStop(id: string): Promise<boolean> {
    const asked = 'SELECT FROM registry.import_batch WHERE id = $1 AND stop_asked_at IS NOT NULL';
    return (await this.pool.query(asked, [id])).rowCount === 1;
  }

  async finish(id: string): Promise<void> {
    await this.pool.query('UPDATE registry.import_batch SET finished_at = now() WHERE id = $1', [id]);
  }

  /** Notes that the batch is being taken back. The reason that was given first stays: events bear it. */
  async beginRetraction(id: string, { reason, reasonCode }: ImportRetraction, actor: Actor): Promise<void> {
    await this.pool.query(BEGIN_RETRACTION, [id, reason, reasonCode, actor.id, actor.role]);
  }

  async finishRetraction(id: string): Promise<void> {
    await this.pool.query('UPDATE registry.import_batch SET retracted_at = now() WHERE id = $1', [id]);
  }
}

interface BatchRow {
  readonly id: string;
  readonly kind: ImportKind;
  readonly dry_run: boolean;
  readonly file_name: string;
  readonly format: TableFormat;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly actor_id: string;
  readonly actor_role: string;
  readonly position: string | null;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly retract_reason: string | null;
  readonly retract_reason_code: ImportRetraction['reasonCode'] | null;
  readonly retract_actor_id: string | null;
  readonly retract_actor_role: string | null;
  readonly retract_started_at: Date | null;
  readonly retracted_at: Date | null;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly voided: number;
  readonly retracted: number;
  readonly left_over: number;
  readonly worked_on: boolean;
}

function stateOf(row: BatchRow): ImportState {
  if (row.retract_started_at !== null) {
    if (row.worked_on) return 'retracting';
    return row.retracted_at === null ? 'interrupted' : 'retracted';
  }
  if (row.worked_on) return 'running';
  return row.finished_at === null ? 'interrupted' : 'done';
}

function batchOf(row: BatchRow): ImportBatch {
  const { accepted, duplicate, rejected } = row;
  return {
    ...{ id: row.id, kind: row.kind, dryRun: row.dry_run, fileName: row.file_name, format: row.format },
    ...{ sha256: row.sha256, bytes: row.bytes, rows: row.rows, position: row.position },
    by: { id: row.actor_id, role: row.actor_role },
    state: stateOf(row),
    done: accepted + duplicate + rejected,
    verdicts: { accepted, duplicate, rejected },
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    retraction: retractionOf(row),
  };
}

function retractionOf(row: BatchRow): ImportBatch['retraction'] {
  if (row.retract_started_at === null || row.retract_reason_code === null) return null;
  return {
    reason: row.retract_reason ?? '',
    reasonCode: row.retract_reason_code,
    by: { id: row.retract_actor_id ?? '', role: row.retract_actor_role ?? '' },
    startedAt: row.retract_started_at.toISOString(),
    ...{ voided: row.voided, retracted: row.retracted, left: row.left_over },
  };
}
