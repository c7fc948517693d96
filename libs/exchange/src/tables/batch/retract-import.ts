import type { CommandResult, CommandService } from '#commands';
import type { Actor } from '#identity';
import type { ImportBatch, JsonValue } from '#contracts';
import type { CommandName } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import { idFromName } from '#platform';
import type { ImportRows, RecordedRow, TakenBack } from './import-rows.js';

const PAGE = 64;
const AT_ONCE = 100;
const ATTEMPTS = 5;

export interface Retraction {
  readonly batch: Pick<ImportBatch, 'id' | 'kind'>;
  readonly reason: string;
  readonly reasonCode: string;
  readonly actor: Actor;
  readonly commands: CommandService;
  readonly store: EventStore;
  readonly rows: ImportRows;
  readonly signal: AbortSignal;
}

/**
 * Takes back what a batch recorded: records that it made and that nobody has touched since are voided, events that it
 * added to records are retracted. What cannot be taken back is marked with the reason; asked again, it is tried again.
 * @throws what the event store throws, or the reason of `signal`: asked again it goes on.
 */
export async function retractImport(retraction: Retraction): Promise<void> {
  if (retraction.batch.kind === 'milestones') await retractEvents(retraction);
  else await voidRecords(retraction);
}

async function voidRecords(retraction: Retraction): Promise<void> {
  const { batch, rows, signal } = retraction;
  for (let before: number | undefined; ;) {
    signal.throwIfAborted();
    const page = await rows.toVoid(batch.id, PAGE, before);
    if (page.length === 0) return;
    const marks = await Promise.all(page.map((row) => voidRecord(retraction, row)));
    await rows.markTakenBack(batch.id, marks);
    before = page.at(-1)?.row;
  }
}

async function voidRecord(retraction: Retraction, row: RecordedRow): Promise<TakenBack> {
  for (let attempt = 1; ; attempt += 1) {
    const seen = await since(retraction, row);
    if (seen.voided) return { row: row.row, outcome: 'voided' };
    const [first] = seen.touching;
    if (first !== undefined) {
      const message = `${first.type} was recorded since, as version ${first.version} of the record`;
      return { row: row.row, outcome: 'left', code: 'TOUCHED_SINCE', message };
    }
    const result = await send(retraction, row, {
      ...{ name: 'VoidRecord', commandId: `void ${row.row}`, expectedVersion: seen.version },
      input: { reason: retraction.reason },
    });
    if (result.kind === 'conflict' && attempt < ATTEMPTS) continue;
    return result.kind === 'accepted' ? { row: row.row, outcome: 'voided' } : leftBy(row, result);
  }
}

/** What others have recorded of a record since the row, apart from what was retracted again. */
async function since({ store, batch }: Retraction, { kind, id, version }: RecordedRow) {
  const foreign: RecordedEvent[] = [];
  let last = version;
  for await (const event of store.readStream(`${kind}-${id}`, { fromVersion: version + 1 })) {
    last = event.version;
    if (event.envelope.correlation !== batch.id) foreign.push(event);
  }
  const ids = new Set(foreign.map((event) => event.id));
  const undone = new Set(foreign.map(targetOf));
  const touching = foreign.filter((event) => {
    const target = targetOf(event);
    return target === undefined ? !undone.has(event.id) : !ids.has(target);
  });
  return { version: last, touching, voided: foreign.some(({ type }) => type === 'RecordVoided') };
}

function targetOf({ type, data }: RecordedEvent): string | undefined {
  if (type !== 'EventRetracted') return undefined;
  return String((data as { readonly targetEventId?: string }).targetEventId);
}

async function retractEvents(retraction: Retraction): Promise<void> {
  const { batch, rows, signal } = retraction;
  for (let after: string | undefined; ;) {
    signal.throwIfAborted();
    const page = await rows.toRetract(batch.id, PAGE, after);
    if (page.length === 0) return;
    const records = [...Map.groupBy(page, ({ id }) => id).values()];
    const marks = await Promise.all(records.map((own) => retractOfRecord(retraction, own)));
    await rows.markTakenBack(batch.id, marks.flat());
    after = page.at(-1)?.id;
  }
}

/** All rows of one record at once, since one may rest on another; one by one from the last where that is refused. */
async function retractOfRecord(retraction: Retraction, own: readonly RecordedRow[]): Promise<TakenBack[]> {
  const events = own.flatMap(({ eventIds }) => eventIds);
  if (own.length > 1 && events.length <= AT_ONCE) {
    const result = await retract(retraction, own);
    if (result?.kind === 'accepted') return own.map(({ row }) => ({ row, outcome: 'retracted' }));
  }
  const marks: TakenBack[] = [];
  for (const row of own.toReversed()) {
    const result = await retract(retraction, [row]);
    const gone = result.kind === 'rejected' && result.rejection.code === 'TARGET_RETRACTED';
    marks.push(
      result.kind === 'accepted' || gone ? { row: row.row, outcome: 'retracted' } : leftBy(row, result),
    );
  }
  return marks;
}

function retract(retraction: Retraction, own: readonly RecordedRow[]): Promise<CommandResult> {
  const [first] = own;
  if (first === undefined) throw new TypeError('there is nothing to retract');
  const { reasonCode, reason } = retraction;
  const retractions = own
    .flatMap(({ eventIds }) => eventIds)
    .map((targetEventId) => ({ targetEventId, reasonCode, explanation: reason }));
  const commandId = `retract ${own.map(({ row }) => row).join()}`;
  return send(retraction, first, { name: 'CorrectRecord', commandId, input: { retractions } });
}

interface Sent {
  readonly name: CommandName;
  /** Told apart from the other commands of the batch by this. */
  readonly commandId: string;
  readonly input: JsonValue;
  readonly expectedVersion?: number;
}

function send(
  { batch, actor, commands }: Retraction,
  { kind, id }: RecordedRow,
  { commandId, ...sent }: Sent,
): Promise<CommandResult> {
  return commands.execute({
    ...sent,
    ...{ actor, target: { aggregate: kind, id }, origin: 'import', correlationId: batch.id },
    commandId: idFromName(`${commandId} ${actor.id}`, batch.id),
  });
}

function leftBy({ row }: RecordedRow, result: Exclude<CommandResult, { kind: 'accepted' }>): TakenBack {
  if (result.kind !== 'rejected')
    return { row, outcome: 'left', code: result.kind.toUpperCase(), message: '' };
  const { code, message, hint } = result.rejection;
  return { row, outcome: 'left', code, message: `${message}. ${hint}` };
}
