import { KINDS, type Kind } from './kinds.js';

type Given = Readonly<Record<string, unknown>>;

/** Filters of the portfolio: they stand in its address, so that a view can be shared. */
export interface PortfolioSearch {
  readonly kind?: Kind | undefined;
  readonly q?: string | undefined;
  readonly stage?: string | undefined;
  readonly sector?: string | undefined;
  readonly region?: string | undefined;
  readonly party?: string | undefined;
  /** Day before which nothing was heard of the record. */
  readonly quietSince?: string | undefined;
  /** Collection (uuid) that the record is a member of. */
  readonly collection?: string | undefined;
  /** Order of the list, such as `-updated`. */
  readonly sort?: string | undefined;
  /** Position or time of the log that the view is as of. */
  readonly knownAt?: string | undefined;
  /** Day of the world that the view is as of. */
  readonly validAt?: string | undefined;
}

/** Two moments, and what is compared: a record, or what a filter finds. */
export interface CompareSearch extends Omit<PortfolioSearch, 'knownAt' | 'validAt' | 'sort'> {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Kind and uuid of one record, such as `project/0192...`. */
  readonly record?: string | undefined;
  /** Only differences that came about in this way. */
  readonly label?: string | undefined;
}

/** The moment that a record is shown at: absent, the present. Such an address shows the same for ever. */
export interface RecordSearch {
  /** Position or time of the log: what was known then. */
  readonly knownAt?: string | undefined;
  /** Day of the world: how it stood then. */
  readonly validAt?: string | undefined;
}

/** What is corrected. */
export interface CorrectSearch {
  /** Event (uuid) that was recorded wrongly. */
  readonly event?: string | undefined;
}

/** Queue that is worked on, and the part of the register that it is of. */
export interface QueuesSearch {
  readonly queue?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly region?: string | undefined;
}

/** Batch (uuid) of an import that is looked at. */
export interface ImportSearch {
  readonly batch?: string | undefined;
}

/** What is replayed, and where the slider stands. */
export interface ReplaySearch {
  /** Kind and id of one record, such as `project/PRJ-2026-0002`; absent: the whole log. */
  readonly record?: string | undefined;
  readonly position?: string | undefined;
}

/** What is logged, and on which record. */
export interface LogSearch {
  /** Kind and id, such as `project/PRJ-2026-0002`. */
  readonly record?: string | undefined;
  /** Path of the command, such as `start-construction`. */
  readonly step?: string | undefined;
  /** Event (uuid) that evidence is for. */
  readonly event?: string | undefined;
}

/** One-time token of a link, and where to go afterwards. */
export interface TokenSearch {
  readonly token?: string | undefined;
  readonly returnTo?: string | undefined;
  readonly failed?: string | undefined;
}

/** Takes from an address the named texts, and nothing else. */
function texts<Name extends string>(given: Given, names: readonly Name[]): Partial<Record<Name, string>> {
  const found = names.flatMap((name) => {
    const value = given[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [];
  });
  return Object.fromEntries(found) as Partial<Record<Name, string>>;
}

const FILTERS = ['q', 'stage', 'sector', 'region', 'party', 'quietSince', 'collection'] as const;

function kindOf(given: Given): { readonly kind?: Kind } {
  const kind = KINDS.find((known) => known === given['kind']);
  return kind === undefined ? {} : { kind };
}

export const readPortfolioSearch = (given: Given): PortfolioSearch => ({
  ...kindOf(given),
  ...texts(given, [...FILTERS, 'sort', 'knownAt', 'validAt']),
});

export const readCompareSearch = (given: Given): CompareSearch => ({
  ...kindOf(given),
  ...texts(given, [...FILTERS, 'from', 'to', 'record', 'label']),
});

export const readRecordSearch = (given: Given): RecordSearch => texts(given, ['knownAt', 'validAt']);

export const readCorrectSearch = (given: Given): CorrectSearch => texts(given, ['event']);

export const readQueuesSearch = (given: Given): QueuesSearch => ({
  ...kindOf(given),
  ...texts(given, ['queue', 'region']),
});

export const readImportSearch = (given: Given): ImportSearch => texts(given, ['batch']);

export const readReplaySearch = (given: Given): ReplaySearch => texts(given, ['record', 'position']);

export const readLogSearch = (given: Given): LogSearch => texts(given, ['record', 'step', 'event']);

export const readTokenSearch = (given: Given): TokenSearch => texts(given, ['token', 'returnTo', 'failed']);
