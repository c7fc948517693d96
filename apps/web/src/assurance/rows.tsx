import type { ComponentProps } from 'react';
import { Table } from '../ui/table.js';

const LOOK = { frame: 'assurance-scroll', table: 'assurance-rows' } as const;

type RowsProps<Item> = Omit<ComponentProps<typeof Table<Item>>, 'look'> & {
  /** Said where there are none. */
  readonly empty: string;
};

/** What the auditor is shown of a list. */
export function Rows<Item>({ empty, ...table }: RowsProps<Item>) {
  if (table.items.length === 0) return <p className="assurance-empty">{empty}</p>;
  return <Table look={LOOK} {...table} />;
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
