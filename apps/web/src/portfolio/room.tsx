const ROW = 92;
const CARD = 250;

/** About the height of a row, until it is measured. */
export const usualHeight = (): number => (window.innerWidth < 768 ? CARD : ROW);

/** Room that rows take which are not drawn. */
export function Room({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
