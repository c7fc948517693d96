import type { DriftField } from '#contracts';
import type { linesOf } from '../register/lines.js';

type Lines = ReturnType<typeof linesOf>;
type Line = Lines['records'][number];

/** A line of the register with its milestones, in the form that JSON gives it. */
export type WholeLine = Omit<Line, 'item'> & {
  readonly item: Readonly<Record<string, unknown>>;
  readonly milestone_rows: readonly Lines['milestones'][number][];
};

/** Every place of a line that says the same thing: what lists show, and what they filter, sort and add up by. */
const FIELDS: Readonly<Partial<Record<DriftField, (line: WholeLine) => readonly unknown[]>>> = {
  version: (line) => [line.version],
  listed: (line) => [line.listed],
  stage: (line) => [line.stage, line.item['stage']],
  legalStatus: (line) => [line.legal_status, line.item['legalStatus']],
  headline: (line) => [line.headline, line.item['headline']],
  regions: (line) => [line.regions, line.item['regions']],
  sector: (line) => [line.sector, line.item['sector']],
  value: (line) => [[line.value_amount, line.value_currency, line.value_is_bound], line.item['value']],
  titles: (line) => [line.title, line.item['titles']],
  parties: (line) => [line.party_keys, line.item['parties']],
  lastNewsOn: (line) => [line.last_news_on],
  milestones: (line) => [
    line.milestone_rows.map(({ milestone }) => milestone),
    line.milestone_rows,
    line.item['milestones'],
  ],
  rest: (line) => [line],
};

export interface FieldDrift {
  readonly field: DriftField;
  readonly register: unknown;
  readonly replay: unknown;
}

/** What two lines say differently, each thing once; `rest`: only where nothing that has a name differs. */
export function driftOf(
  register: WholeLine | undefined,
  replay: WholeLine | undefined,
): readonly FieldDrift[] {
  if (register === undefined && replay === undefined) return [];
  if (register === undefined || replay === undefined) {
    return [{ field: 'line', register: nameOf(register), replay: nameOf(replay) }];
  }
  const found: FieldDrift[] = [];
  for (const [field, valuesOf] of Object.entries(FIELDS) as [DriftField, (typeof FIELDS)[DriftField]][]) {
    if (valuesOf === undefined || (field === 'rest' && found.length > 0)) continue;
    const [shown, folded] = [valuesOf(register), valuesOf(replay)];
    const at = shown.findIndex((value, index) => !isSame(value, folded[index]));
    if (at >= 0) found.push({ field, register: shown[at] ?? null, replay: folded[at] ?? null });
  }
  return found;
}

const nameOf = (line: WholeLine | undefined): string | null => line?.public_id ?? null;

const isSame = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b);

/** JSON whose names stand in one order. */
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
