const ROW = 92;
const CARD = 300;
const GAP = 12;

const isNarrow = (): boolean => window.innerWidth < 768;

/** About the height of a row, until it is measured. */
export const usualHeight = (): number => (isNarrow() ? CARD : ROW);

/** What is between two rows. */
export const gapOfRows = (): number => (isNarrow() ? GAP : 0);

/** Room that rows take which are not drawn. */
export function Room({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
