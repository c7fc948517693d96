import type { ReactNode } from 'react';
import { TableFrame, type Head, type Look } from './table-frame.js';

export interface Column<Item> extends Head {
  readonly cell: (item: Item) => ReactNode;
  /** Says by itself what it is, where rows become cards on a narrow page. */
  readonly plain?: boolean;
}

interface TableProps<Item> {
  readonly label: string;
  readonly look: Look;
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
}

/** Items as rows, each column with its own cell of them. */
export function Table<Item>({ label, look, items, columns, keyOf }: TableProps<Item>) {
  return (
    <TableFrame {...{ label, look }} heads={columns}>
      {items.map((item) => (
        <tr key={keyOf(item)}>
          {columns.map(({ name, cell, number, plain }) => (
            <td
              key={name}
              className={number === true ? 'number' : undefined}
              data-label={plain === true ? undefined : name}
            >
              {cell(item)}
            </td>
          ))}
        </tr>
      ))}
    </TableFrame>
  );
}
