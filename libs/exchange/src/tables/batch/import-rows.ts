import type pg from 'pg';
import type { ImportRow, ImportRowPage, ImportRowsQuery } from '#contracts';

/** What became of a row, as it is kept. */
export interface KeptRow extends Omit<ImportRow, 'takenBack'> {
  /** Of the record after the row. */
  readonly version: number | null;
  readonly eventIds: readonly string[];
  /** Only where the log holds the likeness for a record that was taken back. */
  readonly likeness: readonly string[] | null;
}

/** An accepted row on its way back. */
export interface RecordedRow {
  readonly row: number;
  readonly kind: 'agreement' | 'project';
  readonly id: string;
  readonly version: number;
  readonly eventIds: readonly string[];
}

export interface TakenBack {
  readonly row: number;
  readonly outcome: 'voided' | 'retracted' | 'left';
  readonly code?: string;
  readonly message?: string;
}

const WRITE = `
  INSERT INTO registry.import_row
    (batch_id, row, verdict, record_kind, record_id, public_id, version, event_ids, likeness, duplicate_row,
     duplicate_id, duplicate_public_id, errors, warnings)
  SELECT $1, n.row, n.verdict, n.record_kind, n.record_id, n.public_id, n.version, n.event_ids, n.likeness,
    n.duplicate_row, n.duplicate_id, n.duplicate_public_id, n.errors, n.warnings
  FROM jsonb_to_recordset($2::jsonb) AS n(row integer, verdict text, record_kind text, record_id uuid, public_id text,
    version integer, event_ids uuid[], likeness text[], duplicate_row integer, duplicate_id uuid,
    duplicate_public_id text, errors jsonb, warnings jsonb)
  ON CONFLICT (batch_id, row) DO NOTHING`;
const PAGE = `
  SELECT row, verdict, record_kind, record_id, public_id, duplicate_row, duplicate_id, duplicate_public_id, errors,
    warnings, taken_back, taken_back_code, taken_back_message
  FROM registry.import_row
  WHERE batch_id = $1 AND row > $2 AND ($3::text IS NULL OR verdict = $3) AND ($4::text IS NULL OR taken_back = $4)
  ORDER BY row LIMIT $5`;
const ACCEPTED = `
  SELECT row, record_id, public_id FROM registry.import_row
  WHERE batch_id = $1 AND row BETWEEN $2 AND $3 AND verdict = 'accepted'`;
const TO_TAKE_BACK = `
  SELECT row, record_kind AS kind, record_id AS id, version, event_ids AS "eventIds" FROM registry.import_row
  WHERE batch_id = $1 AND verdict = 'accepted' AND taken_back IS DISTINCT FROM 'voided' AND row < $2
  ORDER BY row DESC LIMIT $3`;
const RECORDS_TO_TAKE_BACK = `
  SELECT row, record_kind AS kind, record_id AS id, version, event_ids AS "eventIds" FROM registry.import_row
  WHERE batch_id = $1 AND verdict = 'accepted' AND taken_back IS DISTINCT FROM 'retracted' AND record_id IN (
    SELECT DISTINCT record_id FROM registry.import_row
    WHERE batch_id = $1 AND verdict = 'accepted' AND taken_back IS DISTINCT FROM 'retracted' AND record_id > $2
    ORDER BY record_id LIMIT $3)
  ORDER BY record_id, row`;
const MARK = `
  UPDATE registry.import_row r
  SET taken_back = n.outcome, taken_back_code = n.code, taken_back_message = n.message
  FROM jsonb_to_recordset($2::jsonb) AS n(row integer, outcome text, code text, message text)
  WHERE r.batch_id = $1 AND r.row = n.row`;
const LIVE_LIKE = `
  SELECT record_id AS id, public_id AS "publicId" FROM registry.import_row
  WHERE likeness && $1 AND record_id IS NOT NULL AND taken_back IS DISTINCT FROM 'voided'
  ORDER BY record_id LIMIT 1`;

const LAST_ROW = 2_147_483_647;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Rows of imported tables and what became of each. */
export class ImportRows {
  constructor(private readonly pool: pg.Pool) {}

  async write(batchId: string, rows: readonly KeptRow[]): Promise<void> {
    const kept = rows.map(({ row, verdict, record, duplicateOf, errors, warnings, ...rest }) => ({
      ...{
        row,
        verdict,
        errors,
        warnings,
        version: rest.version,
        event_ids: rest.eventIds,
        likeness: rest.likeness,
      },
      ...{ record_kind: record?.kind, record_id: record?.id, public_id: record?.publicId },
      ...{ duplicate_row: duplicateOf?.row, duplicate_id: duplicateOf?.id },
      duplicate_public_id: duplicateOf?.publicId,
    }));
    await this.pool.query(WRITE, [batchId, JSON.stringify(kept)]);
  }

  /** Rows that were not accepted are judged anew. */
  async forgetOthers(batchId: string): Promise<void> {
    await this.pool.query("DELETE FROM registry.import_row WHERE batch_id = $1 AND verdict <> 'accepted'", [
      batchId,
    ]);
  }

  async page(batchId: string, query: ImportRowsQuery): Promise<ImportRowPage> {
    const { after, verdict = null, takenBack = null, limit } = query;
    const { rows } = await this.pool.query<PageRow>(PAGE, [batchId, after, verdict, takenBack, limit + 1]);
    const items = rows.slice(0, limit).map(rowOf);
    return { items, next: rows.length > limit ? (items.at(-1)?.row ?? null) : null };
  }

  /** Rows of a range that were accepted before, with their records. */
  async acceptedAmong(batchId: string, first: number, last: number) {
    const { rows } = await this.pool.query<{
      row: number;
      record_id: string | null;
      public_id: string | null;
    }>(ACCEPTED, [batchId, first, last]);
    return new Map(rows.map(({ row, record_id: id, public_id: publicId }) => [row, { id, publicId }]));
  }

  /** Accepted rows whose record is not voided yet, last first, before row `before`. */
  async toVoid(batchId: string, limit: number, before = LAST_ROW): Promise<RecordedRow[]> {
    return (await this.pool.query<RecordedRow>(TO_TAKE_BACK, [batchId, before, limit])).rows;
  }

  /** Accepted rows whose events are not retracted yet, of the next `limit` records after `after`, in order. */
  async toRetract(batchId: string, limit: number, after = FIRST_ID): Promise<RecordedRow[]> {
    return (await this.pool.query<RecordedRow>(RECORDS_TO_TAKE_BACK, [batchId, after, limit])).rows;
  }

  async markTakenBack(batchId: string, rows: readonly TakenBack[]): Promise<void> {
    await this.pool.query(MARK, [batchId, JSON.stringify(rows)]);
  }

  /** Whether the record was made by an import and taken back with it. */
  async wasTakenBack(recordId: string): Promise<boolean> {
    const { rows } = await this.pool.query(
      "SELECT FROM registry.import_row WHERE record_id = $1 AND taken_back = 'voided' LIMIT 1",
      [recordId],
    );
    return rows.length > 0;
  }

  /** A record of one of these likenesses that came after one that was taken back. */
  async liveLike(likeness: readonly string[]): Promise<{ id: string; publicId: string } | undefined> {
    return (await this.pool.query<{ id: string; publicId: string }>(LIVE_LIKE, [likeness])).rows[0];
  }
}

interface PageRow extends Pick<ImportRow, 'row' | 'verdict' | 'errors' | 'warnings'> {
  readonly record_kind: 'agreement' | 'project' | null;
  readonly record_id: string | null;
  readonly public_id: string | null;
  readonly duplicate_row: number | null;
  readonly duplicate_id: string | null;
  readonly duplicate_public_id: string | null;
  readonly taken_back: TakenBack['outcome'] | null;
  readonly taken_back_code: string | null;
  readonly taken_back_message: string | null;
}

function rowOf(kept: PageRow): ImportRow {
  const { row, verdict, errors, warnings, record_kind: kind } = kept;
  const twin = { row: kept.duplicate_row, id: kept.duplicate_id, publicId: kept.duplicate_public_id };
  return {
    ...{ row, verdict, errors, warnings },
    record: kind === null ? null : { kind, id: kept.record_id, publicId: kept.public_id },
    duplicateOf: verdict === 'duplicate' ? twin : null,
    takenBack:
      kept.taken_back === null
        ? null
        : { outcome: kept.taken_back, code: kept.taken_back_code, message: kept.taken_back_message },
  };
}
