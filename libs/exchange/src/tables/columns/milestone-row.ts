import type { ImportRowError } from '#contracts';
import { publicIdSchema, type CommandName } from '#domain';
import type { TableRow } from '../read/table.js';
import { shown } from './column.js';
import type { InputTree } from './input-tree.js';
import type { MappedRow } from './map-row.js';
import { rowError } from './row-error.js';

/** Stages that a milestone of these codes is reached by: one fact, one event. */
const STAGE_COMMANDS: Readonly<Record<string, CommandName>> = {
  signature: 'SignAgreement',
  entryIntoForce: 'EnterIntoForce',
  preparationStart: 'BeginPreparation',
  constructionStart: 'StartConstruction',
  constructionCompletion: 'CompleteConstruction',
  operationStart: 'StartOperation',
};
const ON_AGREEMENTS = new Set<CommandName>(['SignAgreement', 'EnterIntoForce']);

/** A promised date, a milestone that was reached, or, for gates, the stage that reached it. */
export function milestoneCommand(
  row: TableRow,
  tree: InputTree,
  cellErrors: readonly ImportRowError[],
): MappedRow {
  const errors = [...cellErrors];
  const textOf = (column: string): string | undefined => {
    const cell = row.cells.get(column);
    if (cell === undefined) errors.push(rowError(column, 'REQUIRED', 'is required'));
    return typeof cell === 'string' ? cell : undefined;
  };
  const [record, status, code] = [textOf('record'), textOf('status'), textOf('code')];
  const aggregate = record === undefined ? undefined : aggregateOf(record);
  if (record !== undefined && aggregate === undefined) {
    const message = `"${shown(record)}" is not a public id of an agreement or project, such as PRJ-2026-0007`;
    errors.push(rowError('record', 'INVALID_VALUE', message));
  }
  if (status !== undefined && status !== 'planned' && status !== 'achieved') {
    errors.push(rowError('status', 'INVALID_VALUE', `"${shown(status)}" is neither planned nor achieved`));
  }
  const name = commandOf(status, code);
  if (aggregate !== undefined && name in STAGE_AGGREGATES && STAGE_AGGREGATES[name] !== aggregate) {
    errors.push(
      rowError('code', 'INVALID_VALUE', `${shown(code ?? '')} is not reached by a record of this kind`),
    );
  }
  if (errors.length > 0 || record === undefined || aggregate === undefined) return { kind: 'faulty', errors };
  if (name === 'PlanMilestone' && !tree.has(['plannedOn'])) tree.set(['plannedOn'], null);
  const { code: _code, ...rest } = tree.toJson() as Readonly<Record<string, never>>;
  return {
    kind: 'command',
    command: {
      ...{ name, target: { aggregate, id: record } },
      input: name in STAGE_AGGREGATES ? rest : tree.toJson(),
      columnAt: (pointer) => tree.columnAt(pointer),
    },
  };
}

const STAGE_AGGREGATES: Readonly<Partial<Record<CommandName, 'agreement' | 'project'>>> = Object.fromEntries(
  Object.values(STAGE_COMMANDS).map((name) => [name, ON_AGREEMENTS.has(name) ? 'agreement' : 'project']),
);

const commandOf = (status: string | undefined, code: string | undefined): CommandName =>
  status === 'planned' ? 'PlanMilestone' : (STAGE_COMMANDS[code ?? ''] ?? 'AchieveMilestone');

function aggregateOf(publicId: string): 'agreement' | 'project' | undefined {
  const known = publicIdSchema.safeParse(publicId.toUpperCase());
  if (!known.success) return undefined;
  return known.data.startsWith('AGR') ? 'agreement' : known.data.startsWith('PRJ') ? 'project' : undefined;
}
