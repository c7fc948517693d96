import type { ImportKind, ImportRowError, JsonValue } from '#contracts';
import type { Aggregate, CommandName } from '#domain';
import type { TableRow } from '../read/table.js';
import type { Column } from './column.js';
import { InputTree } from './input-tree.js';
import { milestoneCommand } from './milestone-row.js';
import { cellError, rowError } from './row-error.js';
import { TABLE_KINDS } from './table-kinds.js';

/** The command that a row stands for. */
export interface RowCommand {
  readonly name: CommandName;
  readonly target: { readonly aggregate: Aggregate; readonly id?: string };
  readonly input: JsonValue;
  /** Column of the part of the input that a JSON pointer names; null: the row as a whole. */
  readonly columnAt: (pointer: string) => string | null;
}

export type MappedRow =
  | { readonly kind: 'command'; readonly command: RowCommand }
  | { readonly kind: 'faulty'; readonly errors: readonly ImportRowError[] };

/** Reads a row as the one command it stands for, or names every cell that is at fault. */
export function mapRow(kind: ImportKind, row: TableRow): MappedRow {
  const { columns } = TABLE_KINDS[kind];
  const tree = new InputTree(columns);
  const errors = row.nameless.map((letter) =>
    rowError(null, 'CELL_WITHOUT_COLUMN', `the cell in column ${letter} stands under no name`),
  );
  for (const column of columns) errors.push(...fill(tree, column, row));
  if (kind === 'milestones') return milestoneCommand(row, tree, errors);
  if (errors.length > 0) return { kind: 'faulty', errors };
  completePlace(tree);
  const command = COMMANDS[kind];
  return {
    kind: 'command',
    command: { ...command, input: tree.toJson(), columnAt: (pointer) => tree.columnAt(pointer) },
  };
}

const COMMANDS = {
  agreements: { name: 'RegisterAgreement', target: { aggregate: 'agreement' } },
  projects: { name: 'RegisterProject', target: { aggregate: 'project' } },
} as const;

function fill(tree: InputTree, column: Column, row: TableRow): ImportRowError[] {
  const cell = row.cells.get(column.name);
  if (cell === undefined) return [];
  if (typeof cell !== 'string') return [cellError(column.name, cell.fault)];
  if (column.path.length === 0) return [];
  const reading = column.read?.(cell) ?? { value: cell };
  if ('code' in reading) return [{ column: column.name, ...reading }];
  tree.set(column.path, reading.value);
  for (const [path, value] of column.implies ?? []) tree.set(path, value);
  return [];
}

/** A place without a country lies in Kazakhstan, and is known as exactly as its cells say. */
function completePlace(tree: InputTree): void {
  if (!tree.has(['location'])) return;
  if (!tree.has(['location', 'country'])) tree.set(['location', 'country'], 'KZ');
  const precision = (['point', 'place', 'regions'] as const).find((part) => tree.has(['location', part]));
  tree.set(['location', 'precision'], precision === 'regions' ? 'region' : (precision ?? 'country'));
}
