import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../app/use-words.js';

interface Column<Item> {
  readonly name: string;
  readonly cell: (item: Item) => ReactNode;
  readonly number?: boolean;
}

interface RowsProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  readonly empty: string;
}

/** A table that scrolls by itself. */
export function Rows<Item>({ label, items, columns, keyOf, empty }: RowsProps<Item>) {
  if (items.length === 0) return <p className="assurance-empty">{empty}</p>;
  return (
    <div className="assurance-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="assurance-rows">
        <thead>
          <tr>
            {columns.map(({ name, number }) => (
              <th key={name} scope="col" className={number === true ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              {columns.map(({ name, cell, number }) => (
                <td key={name} className={number === true ? 'number' : undefined}>
                  {cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MoreProps {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Asks for the next page, where there is one. */
export function More({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps) {
  const { t } = useWords();
  if (!hasNextPage) return null;
  return (
    <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {t('portfolio/list/more')}
    </Button>
  );
}

interface Count {
  readonly name: string;
  readonly count: number;
}

/** How much there is, before what it is. */
export function Counts({ counts }: { readonly counts: readonly Count[] }) {
  if (counts.length === 0) return null;
  return (
    <dl className="assurance-counts">
      {counts.map(({ name, count }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
