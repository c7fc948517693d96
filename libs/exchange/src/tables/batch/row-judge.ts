import type { ImportKind, ImportRowError } from '#contracts';
import { idFromName } from '#platform';
import { mapRow, type RowCommand } from '../columns/map-row.js';
import { rowError } from '../columns/row-error.js';
import type { TableRow } from '../read/table.js';
import { persistently, type Given, type GiveRow } from './given.js';
import type { ImportRows, KeptRow } from './import-rows.js';
import { likenessOf } from './likeness.js';

interface RecordRef {
  readonly id: string | null;
  readonly publicId: string | null;
}

export interface Judgement {
  readonly kept: KeptRow;
  /** Of the last event that the row recorded. */
  readonly position: bigint | null;
}

export interface JudgeOptions {
  readonly kind: ImportKind;
  readonly batchId: string;
  readonly give: GiveRow;
  readonly rows: ImportRows;
  readonly signal: AbortSignal;
}

/** Gives every row of one file its verdict. Rows that are about the same thing wait for each other. */
export class RowJudge {
  /** Rows accepted so far by the digests of their likeness. */
  private readonly taken = new Map<string, RecordRef & { readonly row: number }>();

  constructor(private readonly options: JudgeOptions) {}

  /** Verdicts of rows that follow each other; `before` are those that were accepted in an earlier run. */
  async judge(page: readonly TableRow[], before: ReadonlyMap<number, RecordRef>): Promise<Judgement[]> {
    const queues = new Map<string, Promise<unknown>>();
    const judgements = page.map((row) => {
      const mapped = mapRow(this.options.kind, row);
      if (mapped.kind === 'faulty') return Promise.resolve(unrecorded(rejectedRow(row, mapped.errors)));
      const { command } = mapped;
      const likeness = likenessOf(command);
      const about = command.target.id === undefined ? likeness : [command.target.id.toUpperCase()];
      const ready = Promise.all(about.flatMap((key) => queues.get(key) ?? []));
      const known = before.get(row.row);
      const judged = ready.then(() =>
        known === undefined ? this.judgeRow(row, command, likeness) : this.passOver(row, known, likeness),
      );
      for (const key of about) queues.set(key, judged);
      return judged;
    });
    return (await Promise.all(judgements)).filter((judgement) => judgement !== undefined);
  }

  private passOver(row: TableRow, record: RecordRef, likeness: readonly string[]): undefined {
    for (const key of likeness) this.taken.set(key, { ...record, row: row.row });
  }

  private async judgeRow(
    row: TableRow,
    command: RowCommand,
    likeness: readonly string[],
  ): Promise<Judgement> {
    const twin = likeness.map((key) => this.taken.get(key)).find((known) => known !== undefined);
    if (twin !== undefined) return unrecorded({ ...emptyRow(row), verdict: 'duplicate', duplicateOf: twin });
    const first = await this.give(row, command);
    const { given, anew } = await this.givenAnew(row, { command, likeness, first });
    if (given.kind === 'accepted') {
      const { id, publicId, version, eventIds, position, warnings } = given;
      for (const key of likeness) this.taken.set(key, { row: row.row, id, publicId });
      const record = { kind: command.target.aggregate as 'agreement' | 'project', id, publicId };
      const kept = { ...emptyRow(row), record, version, eventIds, warnings: [...warnings] };
      return {
        kept: { ...kept, verdict: 'accepted', likeness: anew && id !== null ? likeness : null },
        position,
      };
    }
    const existing = existingIn(given);
    if (existing !== undefined)
      return unrecorded({ ...emptyRow(row), verdict: 'duplicate', duplicateOf: existing });
    return unrecorded(rejectedRow(row, errorsOf(given, command)));
  }

  /**
   * The log keeps the likeness of a record for ever, also of one that was imported by mistake and taken back: what
   * looks like such a one is registered after all, unless that has been done since.
   */
  private async givenAnew(
    row: TableRow,
    { command, likeness, first }: { command: RowCommand; likeness: readonly string[]; first: Given },
  ): Promise<{ readonly given: Given; readonly anew: boolean }> {
    const as = (given: Given, anew: boolean) => ({ given, anew });
    if (first.kind !== 'rejected' || likeness.length === 0) return as(first, false);
    const existing = existingIn(first);
    const recordedAnew = first.rejection.code === 'IDEMPOTENCY_MISMATCH';
    if (!recordedAnew && (existing?.id == null || !(await this.options.rows.wasTakenBack(existing.id)))) {
      return as(first, false);
    }
    const live = recordedAnew ? undefined : await this.options.rows.liveLike(likeness);
    if (live !== undefined) return as(duplicateOf(live), false);
    const input = { ...(command.input as object), notADuplicate: true };
    return as(await this.give(row, { ...command, input }), true);
  }

  private give({ row }: TableRow, command: RowCommand): Promise<Given> {
    const { batchId, give, signal } = this.options;
    return persistently(() => give(command, idFromName(`row ${row}`, batchId)), signal);
  }
}

const unrecorded = (kept: KeptRow): Judgement => ({ kept, position: null });

const emptyRow = ({ row }: TableRow): KeptRow => ({
  ...{ row, verdict: 'rejected', record: null, duplicateOf: null, errors: [], warnings: [] },
  ...{ version: null, eventIds: [], likeness: null },
});

const rejectedRow = (row: TableRow, errors: readonly ImportRowError[]): KeptRow => ({
  ...emptyRow(row),
  errors: [...errors],
});

const DUPLICATE = 'POSSIBLE_DUPLICATE_RECORD';

const duplicateOf = ({ id, publicId }: RecordRef): Given => ({
  kind: 'rejected',
  rejection: { code: DUPLICATE, message: '', hint: '', details: { existingId: id, publicId } },
});

/** The record that a refusal says is the same already. */
function existingIn(given: Given): (RecordRef & { readonly row: null }) | undefined {
  if (given.kind !== 'rejected' || given.rejection.code !== DUPLICATE) return undefined;
  const { existingId, publicId } = given.rejection.details ?? {};
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { row: null, id: text(existingId), publicId: text(publicId) };
}

function errorsOf(given: Exclude<Given, { kind: 'accepted' }>, command: RowCommand): ImportRowError[] {
  if (given.kind === 'invalid') {
    return given.errors.map(({ pointer, code, message }) =>
      rowError(command.columnAt(pointer), code, message),
    );
  }
  const { code, message, hint, details } = given.rejection;
  const field = details?.['field'] ?? FIELD_OF[code];
  const column = typeof field === 'string' ? command.columnAt(`/${field}`) : null;
  return [{ column, code, message, action: hint }];
}

/** Where the cause of a refusal stands that names no field. */
const FIELD_OF: Readonly<Record<string, string>> = {
  PHASE_UNKNOWN: 'phaseId',
  PHASE_REQUIRED: 'phaseId',
  OCCURRED_IN_FUTURE: 'occurredOn',
  REGION_NOT_VALID_ON_DATE: 'location/regions',
};
