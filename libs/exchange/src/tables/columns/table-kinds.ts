import type { ImportKind } from '#contracts';
import {
  AGREEMENT_KINDS,
  AGREEMENT_STATES,
  BINDINGNESS,
  CAPACITY_KINDS,
  DELIVERY_MODES,
  MILESTONE_CODES,
  PROJECT_STAGES,
  QUANTITY_QUALIFIERS,
  UNIT_CODES,
} from '#domain';
import type { Column } from './column.js';
import { occurredOn, plannedOn, RECORDING_COLUMNS, REGISTRATION_COLUMNS, TITLES } from './shared-columns.js';

export const MILESTONE_ROW_STATES = ['planned', 'achieved'] as const;

/** One kind of table: its columns in the order of the template. */
export interface TableKind {
  readonly columns: readonly Column[];
  /** Columns that every file of this kind must have. */
  readonly required: readonly string[];
}

const quantity = (part: string, about: string, more: Partial<Column> = {}): Column => ({
  ...{ name: `capacity_${part}`, path: ['capacities', 1, 'quantity', part], about },
  ...more,
});

const AGREEMENTS: readonly Column[] = [
  { name: 'kind', path: ['kind'], about: 'Kind of agreement', values: AGREEMENT_KINDS, example: 'contract' },
  { name: 'bindingness', path: ['bindingness'], about: 'Whether it binds', values: BINDINGNESS },
  {
    ...{ name: 'initial_status', path: ['initialStatus'], values: AGREEMENT_STATES, example: 'Signed' },
    about: 'Where its history begins when the path to it is not known; Proposed unless it says otherwise',
  },
  occurredOn('When that status began, if known'),
  ...REGISTRATION_COLUMNS,
];

const PROJECTS: readonly Column[] = [
  { name: 'kind', path: ['kind'], about: 'Kind of project, in a word', example: 'plant' },
  {
    ...{ name: 'delivery_mode', path: ['deliveryMode'], values: DELIVERY_MODES },
    about: 'build unless nothing is built',
  },
  {
    ...{ name: 'initial_stage', path: ['initialStage'], values: PROJECT_STAGES, example: 'Preparing' },
    about: 'Where its history begins when the path to it is not known; Announced unless it says otherwise',
  },
  occurredOn('When that stage began, if known'),
  {
    ...{ name: 'capacity_kind', path: ['capacities', 1, 'kind'], values: CAPACITY_KINDS },
    about: 'What the capacity is; design unless it says otherwise',
  },
  quantity('quantity', 'Capacity, digits with a point', { example: '3000000' }),
  quantity('qualifier', 'How it is known; exact unless it says otherwise', { values: QUANTITY_QUALIFIERS }),
  {
    ...{ name: 'capacity_unit', path: ['capacities', 1, 'quantity', 'unitCode'], values: UNIT_CODES },
    ...{ about: 'UN/CEFACT code of the unit', example: 'TNE' },
  },
  quantity('per', 'P1Y a year, P1D a day; empty for what stands there once', { values: ['P1Y', 'P1D'] }),
  quantity('of', 'Of what', { example: 'steel' }),
  ...REGISTRATION_COLUMNS,
];

const MILESTONES: readonly Column[] = [
  { name: 'record', path: [], about: 'Public id of the agreement or project', example: 'PRJ-2026-0007' },
  {
    ...{ name: 'status', path: [], values: MILESTONE_ROW_STATES, example: 'planned' },
    about: 'planned: a date was promised; achieved: it was reached',
  },
  {
    name: 'code',
    path: ['code'],
    values: MILESTONE_CODES,
    about: 'What is reached',
    example: 'constructionStart',
  },
  plannedOn,
  occurredOn('achieved: when it was reached; planned: when the promise was made'),
  { name: 'phase', path: ['phaseId'], about: 'Phase of the project, if it has phases' },
  { name: 'announced_by', path: ['announcedBy'], about: 'Who promised the date' },
  ...TITLES,
  ...RECORDING_COLUMNS,
];

export const TABLE_KINDS: Readonly<Record<ImportKind, TableKind>> = {
  agreements: { columns: AGREEMENTS, required: [] },
  projects: { columns: PROJECTS, required: [] },
  milestones: { columns: MILESTONES, required: ['record', 'status', 'code'] },
};
