interface Bounds {
  readonly from: string | null;
  readonly to: string;
}

const lastOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The partial date that has these bounds: a whole month or year is one, not two days. */
export function partialDateOf({ from, to }: Bounds): string {
  if (from === null) return `../${to}`;
  if (from === to) return from;
  const [year = '', month = '', day] = from.split('-');
  if (day === '01') {
    if (to === lastOfMonth(Number(year), Number(month))) return `${year}-${month}`;
    if (month === '01' && to === `${year}-12-31`) return year;
  }
  return `${from}/${to}`;
}
