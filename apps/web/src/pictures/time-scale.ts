const DAY = 86_400_000;

/** A tick of the axis: where it stands, in percent, and the year or month that begins there. */
interface Tick {
  readonly at: number;
  readonly edtf: string;
}

/** Days laid out on a line: percent of its width. */
export interface TimeScale {
  readonly ticks: readonly Tick[];
  place(day: string): number;
}

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const MOST_TICKS = 6;

/** The scale that shows all `days` (`YYYY-MM-DD`) with a little room at both ends; at least a year long. */
export function scaleOver(days: readonly string[]): TimeScale {
  const times = days.map(timeOf);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const span = Math.max(last - first, 365 * DAY);
  const from = first - span * 0.04;
  const length = span * 1.08;
  const place = (day: string) => ((timeOf(day) - from) / length) * 100;
  return { place, ticks: ticksOf(from, from + length).map((edtf) => ({ edtf, at: place(startOf(edtf)) })) };
}

const startOf = (edtf: string): string => (edtf.length === 4 ? `${edtf}-01-01` : `${edtf}-01`);

function ticksOf(from: number, to: number): readonly string[] {
  const firstYear = Number(dayOf(from).slice(0, 4)) + 1;
  const lastYear = Number(dayOf(to).slice(0, 4));
  const step = Math.max(1, Math.ceil((lastYear - firstYear + 1) / MOST_TICKS));
  const years = Array.from({ length: Math.ceil((lastYear - firstYear + 1) / step) }, (_, index) =>
    String(firstYear + index * step),
  );
  return years.length > 2 ? years : halvesOf(firstYear - 1, lastYear, [from, to]);
}

function halvesOf(first: number, last: number, [from, to]: readonly [number, number]): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((year) => [`${year}`, `${year}-07`])
    .filter((edtf) => timeOf(startOf(edtf)) >= from && timeOf(startOf(edtf)) <= to);
}
