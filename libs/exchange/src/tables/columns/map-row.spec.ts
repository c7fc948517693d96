import { describe, expect, it } from '@jest/globals';
import { IMPORT_KINDS, type ImportKind } from '#contracts';
import { COMMAND_CATALOGUE } from '#domain';
import type { Cell } from '../read/cell.js';
import { mapRow } from './map-row.js';
import { TABLE_KINDS } from './table-kinds.js';

const map = (kind: ImportKind, cells: Readonly<Record<string, Cell>>) =>
  mapRow(kind, { row: 2, cells: new Map(Object.entries(cells)), nameless: [] });

function commandOf(kind: ImportKind, cells: Readonly<Record<string, Cell>>) {
  const mapped = map(kind, cells);
  if (mapped.kind === 'faulty') throw new Error(JSON.stringify(mapped.errors));
  return mapped.command;
}
const faultsOf = (kind: ImportKind, cells: Readonly<Record<string, Cell>>) => {
  const mapped = map(kind, cells);
  return mapped.kind === 'faulty' ? mapped.errors.map(({ column, code }) => `${column} ${code}`) : [];
};
/** Columns and codes that the schema of the row's command finds fault with. */
function refusedIn(kind: ImportKind, cells: Readonly<Record<string, Cell>>) {
  const command = commandOf(kind, cells);
  const parsed = COMMAND_CATALOGUE.find(({ name }) => name === command.name)?.input.safeParse(command.input);
  return parsed?.error?.issues.map(({ path }) => command.columnAt(`/${path.map(String).join('/')}`));
}

describe('the columns of a table', () => {
  it.each(IMPORT_KINDS)('of %s bear each name once, and say what they are for', (kind) => {
    const { columns, required } = TABLE_KINDS[kind];
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    expect(columns.filter(({ about }) => about.length < 5)).toEqual([]);
    expect(names).toEqual(expect.arrayContaining([...required]));
  });

  it.each(['agreements', 'projects'] as const)('of %s hold an example that the register takes', (kind) => {
    const cells = Object.fromEntries(
      TABLE_KINDS[kind].columns.map(({ name, example, values }) => [name, example ?? values?.[0] ?? 'Text']),
    );
    // Of the sum, "more than" takes the lower bound alone; dates and codes are those of the examples.
    for (const name of ['value_amount', 'value_max', 'not_a_duplicate']) delete cells[name];
    const dates = { value_stated_on: '2025-03', value_min: '5', occurred_on: '2025-03-31' };
    const pairs = { ...dates, source_2_url: 'https://example.org', source_2_language: 'kk' };
    expect(refusedIn(kind, { ...cells, ...pairs })).toBeUndefined();
  });
});

describe('a row', () => {
  it('becomes the registration that a person would give, empty cells left out and lists closed up', () => {
    const { columnAt, ...command } = commandOf('projects', {
      ...{ title_en: 'Steel plant', title_kk: 'Болат зауыты', sector: 'industry.metals', isic_rev4: '2410' },
      ...{ regions: 'kz-31 | KZ-AKM', place: 'Zhambyl', not_a_duplicate: 'Yes', initial_stage: 'Preparing' },
      ...{ party_3_name: 'Fujian Hengwang', party_3_role: 'investor', party_3_side: 'china' },
      ...{ capacity_quantity: '3000000', capacity_unit: 'TNE', capacity_per: 'P1Y', capacity_of: 'steel' },
      ...{ value_qualifier: 'exact', value_amount: '5', value_currency: 'USD', value_role: 'announced' },
    });
    expect(command).toEqual({
      name: 'RegisterProject',
      target: { aggregate: 'project' },
      input: {
        titles: { en: 'Steel plant', kk: 'Болат зауыты' },
        classifications: [
          { scheme: 'sector', code: 'industry.metals' },
          { scheme: 'ISIC-Rev4', code: '2410' },
        ],
        location: { regions: ['KZ-31', 'KZ-11'], place: 'Zhambyl', country: 'KZ', precision: 'place' },
        notADuplicate: true,
        initialStage: 'Preparing',
        parties: [{ party: { name: 'Fujian Hengwang' }, role: 'investor', side: 'china' }],
        capacities: [{ quantity: { quantity: '3000000', unitCode: 'TNE', per: 'P1Y', of: 'steel' } }],
        value: { qualifier: 'exact', amount: '5', currency: 'USD', role: 'announced' },
      },
    });
    expect(columnAt('/parties/0/party/name')).toBe('party_3_name');
    expect(columnAt('/classifications/1/code')).toBe('isic_rev4');
    expect(columnAt('/location/regions/1')).toBe('regions');
    expect(columnAt('/titles')).toBe('title_en');
    expect(columnAt('/sources')).toBe('source_1_publisher');
    expect(columnAt('/nothing')).toBeNull();
    expect(columnAt('')).toBeNull();
  });

  it('names the column of what its command does not take', () => {
    expect(refusedIn('projects', { note: 'no title' })).toEqual(['title_en']);
    const odd = {
      title_en: 'X',
      delivery_mode: 'built',
      occurred_on: '31.03.2025',
      value_min: '5',
      party_2_role: 'investor',
    };
    const columns = [
      'delivery_mode',
      'value_qualifier',
      'value_role',
      'party_2_name',
      'party_2_side',
      'occurred_on',
    ];
    expect(new Set(refusedIn('projects', odd))).toEqual(new Set(columns));
    expect(refusedIn('agreements', { title_en: 'X', latitude: '47.1' })).toEqual(['longitude']);
  });

  it('names every cell that it cannot read', () => {
    const cells = {
      title_en: { fault: 'FORMULA_WITHOUT_VALUE' },
      not_a_duplicate: 'maybe',
      regions: 'KZ-31|KZ-VOS',
      longitude: '51°',
    } as const;
    expect(faultsOf('agreements', cells)).toEqual([
      'title_en FORMULA_WITHOUT_VALUE',
      'regions REGION_AMBIGUOUS',
      'longitude INVALID_VALUE',
      'not_a_duplicate INVALID_VALUE',
    ]);
  });
});

describe('a row of milestones', () => {
  const row = (cells: Readonly<Record<string, string>>) => ({
    record: 'PRJ-2026-0001',
    status: 'achieved',
    ...cells,
  });

  it.each([
    ['planned', 'constructionStart', 'PRJ-2026-0001', 'PlanMilestone', 'project'],
    ['planned', 'other', 'agr-2026-0001', 'PlanMilestone', 'agreement'],
    ['achieved', 'financialClose', 'PRJ-2026-0001', 'AchieveMilestone', 'project'],
    ['achieved', 'constructionStart', 'PRJ-2026-0001', 'StartConstruction', 'project'],
    ['achieved', 'signature', 'AGR-2026-0001', 'SignAgreement', 'agreement'],
  ])('%s %s of %s is %s', (...[status, code, record, name, aggregate]) => {
    const command = commandOf('milestones', { status, code, record });
    expect(command).toMatchObject({ name, target: { aggregate, id: record } });
    expect(Object.keys(command.input as object).includes('code')).toBe(name.endsWith('Milestone'));
  });

  it('keeps an unknown date unknown, and drops nothing silently', () => {
    expect(commandOf('milestones', row({ status: 'planned', code: 'handover' })).input).toMatchObject({
      plannedOn: null,
    });
    expect(refusedIn('milestones', row({ code: 'handover', planned_on: '2027', title_en: 'x' }))).toEqual([
      null,
    ]);
    const stage = row({ code: 'constructionStart', planned_on: '2027' });
    expect(commandOf('milestones', stage).input).toEqual({ plannedOn: '2027' });
  });

  it('names what it is about, what is reached and whether it was', () => {
    expect(faultsOf('milestones', {})).toEqual(['record REQUIRED', 'status REQUIRED', 'code REQUIRED']);
    const wrong = { record: 'COL-2026-0001', status: 'done', code: 'handover' };
    expect(faultsOf('milestones', wrong)).toEqual(['record INVALID_VALUE', 'status INVALID_VALUE']);
    expect(faultsOf('milestones', row({ code: 'signature' }))).toEqual(['code INVALID_VALUE']);
    const formula = { record: 'PRJ-2026-0001', status: { fault: 'CELL_ERROR' }, code: 'handover' } as const;
    expect(faultsOf('milestones', formula)).toEqual(['status CELL_ERROR']);
  });
});
