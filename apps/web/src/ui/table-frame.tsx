import type { ReactNode } from 'react';

export interface Head {
  readonly name: string;
  /** Its cells are numbers, which stand under each other. */
  readonly number?: boolean;
}

export interface Look {
  /** Class of the frame, and of the table in it. */
  readonly frame: string;
  readonly table: string;
}

interface TableFrameProps {
  readonly label: string;
  readonly look: Look;
  readonly heads: readonly Head[];
  readonly children: ReactNode;
}

/** A table that scrolls by itself where it is wider than the page, by keyboard too. */
export function TableFrame({ label, look, heads, children }: TableFrameProps) {
  return (
    <div className={look.frame} role="region" aria-label={label} tabIndex={0}>
      <table className={look.table}>
        <thead>
          <tr>
            {heads.map(({ name, number }) => (
              <th key={name} scope="col" className={number === true ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
