import {
  BASES,
  CLASSIFICATION_SCHEMES,
  EVIDENCE_CLASSES,
  LANGUAGES,
  PARTY_ROLES,
  PARTY_SIDES,
  SECTORS,
  VALUE_QUALIFIERS,
  VALUE_ROLES,
  VISIBILITIES,
} from '#domain';
import { readFlag, readNumber, type Column } from './column.js';
import { readRegions } from './regions.js';

const LANGUAGE_NAMES = { en: 'English', kk: 'Kazakh', ru: 'Russian', zh: 'Chinese' } as const;
const DATE = 'a year 2025, a month 2025-03, a day 2025-03-31, a range 2024/2025, ../2025-09, about 2029~';
const PARTIES = 6;
const SOURCES = 2;

const inLanguages = (name: string, field: string, about: string): Column[] =>
  LANGUAGES.map((language) => ({
    name: `${name}_${language}`,
    path: [field, language],
    about: `${about}, in ${LANGUAGE_NAMES[language]}`,
  }));

/** Titles; at least one is needed where a record or a milestone "other" is named. */
export const TITLES = inLanguages('title', 'titles', 'Title');
const DESCRIPTIONS = inLanguages('description', 'description', 'Description');

const upTo = (count: number, columnsOf: (number: number) => readonly Column[]): Column[] =>
  Array.from({ length: count }, (_, index) => columnsOf(index + 1)).flat();

const PARTY_COLUMNS = upTo(PARTIES, (number) => {
  const at = (part: string, path: Column['path'], about: string, more: Partial<Column> = {}): Column => ({
    ...{ name: `party_${number}_${part}`, path: ['parties', number, ...path], about },
    ...more,
  });
  return [
    at('name', ['party', 'name'], `Party ${number}: name as the source has it`, { example: 'Sinopec' }),
    at('country', ['party', 'countryCode'], 'Its country, ISO 3166-1', { example: 'CN' }),
    at('role', ['role'], 'What it is there for', { values: PARTY_ROLES, example: 'investor' }),
    at('side', ['side'], 'On whose side', { values: PARTY_SIDES, example: 'china' }),
    at('share', ['share'], 'Share in percent, if known', { example: '51' }),
  ];
});

const VALUE_COLUMNS: readonly Column[] = [
  {
    ...{
      name: 'value_qualifier',
      path: ['value', 'qualifier'],
      values: VALUE_QUALIFIERS,
      example: 'moreThan',
    },
    about:
      'How the sum is known: exact and approx go with amount, atLeast and moreThan with min, atMost with max',
  },
  {
    name: 'value_amount',
    path: ['value', 'amount'],
    about: 'Sum, digits with a point',
    example: '7400000000',
  },
  { name: 'value_min', path: ['value', 'min'], about: 'Lower bound' },
  { name: 'value_max', path: ['value', 'max'], about: 'Upper bound' },
  { name: 'value_currency', path: ['value', 'currency'], about: 'ISO 4217', example: 'USD' },
  {
    name: 'value_role',
    path: ['value', 'role'],
    about: 'What the sum is',
    values: VALUE_ROLES,
    example: 'announced',
  },
  { name: 'value_stated_on', path: ['value', 'statedOn'], about: `When it was said: ${DATE}` },
];

const CLASSIFICATION_COLUMNS: readonly Column[] = [
  { name: 'sector', values: SECTORS, about: "The register's own sector", example: 'petrochemicals' },
  { name: 'dac_crs', about: 'OECD DAC CRS purpose code', example: '32164' },
  { name: 'isic_rev4', about: 'ISIC Rev. 4 code', example: '2011' },
].map((column, index) => ({
  ...column,
  path: ['classifications', index + 1, 'code'],
  implies: [[['classifications', index + 1, 'scheme'], CLASSIFICATION_SCHEMES[index] ?? '']],
}));

const PLACE_COLUMNS: readonly Column[] = [
  {
    name: 'country',
    path: ['location', 'country'],
    about: 'ISO 3166-1; KZ unless it says otherwise',
    example: 'KZ',
  },
  {
    ...{ name: 'regions', path: ['location', 'regions'], read: readRegions, example: 'KZ-31 | KZ-61' },
    about: 'ISO 3166-2; several between bars',
  },
  { name: 'place', path: ['location', 'place'], about: 'Town or site', example: 'Karabatan' },
  {
    ...{ name: 'longitude', path: ['location', 'point', 'longitude'], read: readNumber, example: '51.9233' },
    about: 'Degrees east',
  },
  {
    ...{ name: 'latitude', path: ['location', 'point', 'latitude'], read: readNumber, example: '47.1167' },
    about: 'Degrees north',
  },
];

const SOURCE_COLUMNS = upTo(SOURCES, (number) => {
  const at = (part: string, field: string, about: string, more: Partial<Column> = {}): Column => ({
    ...{ name: `source_${number}_${part}`, path: ['sources', number, field], about },
    ...more,
  });
  return [
    at('publisher', 'publisher', `Source ${number}: who says it`, { example: 'Akimat of Zhambyl region' }),
    at('title', 'title', 'Title of the document or page', { example: 'Works began' }),
    at('class', 'class', 'What kind of source it is', { values: EVIDENCE_CLASSES, example: 'officialAct' }),
    at('url', 'url', 'Its address', { example: 'https://example.org/works' }),
    at('published_on', 'publishedOn', `When it was published: ${DATE}`, { example: '2025-03-31' }),
    at('language', 'language', 'Two letters', { example: 'ru' }),
  ];
});

/** How a row is known, in every kind of table. */
export const RECORDING_COLUMNS: readonly Column[] = [
  ...SOURCE_COLUMNS,
  {
    name: 'basis',
    path: ['basis'],
    values: BASES,
    about: 'How it is known; reported unless it says otherwise',
  },
  {
    name: 'visibility',
    path: ['visibility'],
    values: VISIBILITIES,
    about: 'Who may read it; public unless it says otherwise',
  },
  { name: 'note', path: ['note'], about: 'Anything else, in words' },
];

export const occurredOn = (about: string): Column => ({
  ...{ name: 'occurred_on', path: ['occurredOn'], example: '2025-03' },
  about: `${about}: ${DATE}`,
});

export const plannedOn: Column = {
  ...{ name: 'planned_on', path: ['plannedOn'], example: '2027' },
  about: `Promised date, if one was given: ${DATE}`,
};

/** What registrations of agreements and projects have in common. */
export const REGISTRATION_COLUMNS: readonly Column[] = [
  ...TITLES,
  ...DESCRIPTIONS,
  ...CLASSIFICATION_COLUMNS,
  ...PLACE_COLUMNS,
  ...VALUE_COLUMNS,
  ...PARTY_COLUMNS,
  {
    ...{ name: 'not_a_duplicate', path: ['notADuplicate'], read: readFlag, values: ['yes', 'no'] },
    about: 'yes: somebody looked, and it is another thing than the record that looks alike',
  },
  ...RECORDING_COLUMNS,
];
