import { textIn, type REASON_CODES, type MILESTONE_CODES } from '#domain';
import type { Locale } from '#contracts';
import type { Catalogue, LineKey, NoticeKey } from './catalogue/catalogue.js';
import { NOTICE_KEYS } from './catalogue/catalogue.js';
import { dateInWords } from './dates.js';
import { CATALOGUES, fill } from './languages.js';
import { moneyInWords } from './money.js';
import type { NoticeParams, ToldParams } from './params.js';

/** Goes up when texts change so that the same facts read differently; kept with each delivery. */
export const TEMPLATE_VERSION = 1;

export interface RenderedNotice {
  readonly title: string;
  readonly headline: string;
  /** Title and headline in one line, without line breaks. */
  readonly subject: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  /** Headline and lines as plain text. */
  readonly text: string;
}

const keys = new Set<string>(NOTICE_KEYS);
export const isNoticeKey = (text: string): text is NoticeKey => keys.has(text);

/** The notice in one language. Names and titles are taken in that language where there is one. */
export function renderNotice(locale: Locale, key: NoticeKey, params: NoticeParams): RenderedNotice {
  const catalogue = CATALOGUES[locale];
  const title = oneLine(textIn(params.titles, locale));
  const headline = oneLine(
    fill(catalogue, catalogue.notices[key], headlineValues(catalogue, locale, params)),
  );
  const lines = linesOf(catalogue, locale, params);
  return {
    title,
    headline,
    subject: oneLine(fill(catalogue, catalogue.subject, { title, headline })),
    lines,
    text: [capital(headline, catalogue.tag), ...lines.map(({ label, value }) => `${label}: ${value}`)].join(
      '\n',
    ),
  };
}

function headlineValues(catalogue: Catalogue, locale: Locale, params: NoticeParams): Record<string, string> {
  return {
    party: nameOf(params.party, locale),
    milestone: milestoneOf(catalogue, locale, params),
    percent: params.percent ?? '',
    number: params.number ?? '',
    kind: params.kind ?? 'other',
  };
}

function linesOf(catalogue: Catalogue, locale: Locale, params: NoticeParams): RenderedNotice['lines'] {
  const date = (edtf: string | null | undefined) =>
    edtf === undefined ? undefined : dateInWords(catalogue, edtf);
  const told = (notice: NoticeParams['wrong']) => notice && toldInWords(catalogue, locale, notice);
  const values: [LineKey, string | undefined][] = [
    ['wrong', told(params.wrong)],
    ['right', told(params.right)],
    ['when', date(params.occurredOn)],
    ['phase', params.phase && textIn(params.phase, locale)],
    ['earlierDate', date(params.earlierDate)],
    ['newDate', date(params.newDate)],
    [
      'slip',
      params.slipDays === undefined
        ? undefined
        : fill(catalogue, catalogue.slipDays, { days: params.slipDays }),
    ],
    ['expectedResume', date(params.expectedResume)],
    ['amount', params.money && moneyInWords(catalogue, params.money)],
    ['quantity', params.quantity],
    ['newParty', params.newParty && nameOf(params.newParty, locale)],
    ['reason', params.reasonCode && reasonOf(catalogue, params.reasonCode)],
    ['explanation', params.explanation],
    ['source', params.sources.length > 0 ? params.sources.join('; ') : undefined],
  ];
  return values.flatMap(([key, value]) =>
    value === undefined ? [] : [{ label: catalogue.lines[key], value: oneLine(value) }],
  );
}

/** A notice within a notice, on one line. */
function toldInWords(catalogue: Catalogue, locale: Locale, { key, params }: ToldParams): string {
  const all = { ...params, titles: {}, publicId: '', sources: [] };
  const headline = fill(catalogue, catalogue.notices[key], headlineValues(catalogue, locale, all));
  const lines = linesOf(catalogue, locale, all).map(({ label, value }) => `${label}: ${value}`);
  return [headline, ...lines].join('; ');
}

const reasonOf = (catalogue: Catalogue, code: string): string =>
  code in catalogue.reasons ? catalogue.reasons[code as (typeof REASON_CODES)[number]] : code;

function milestoneOf(catalogue: Catalogue, locale: Locale, { milestone }: NoticeParams): string {
  if (milestone === undefined) return '';
  if (milestone.titles !== null) return textIn(milestone.titles, locale);
  return milestone.code in catalogue.milestones
    ? catalogue.milestones[milestone.code as (typeof MILESTONE_CODES)[number]]
    : milestone.code;
}

const nameOf = (party: NoticeParams['party'], locale: Locale): string =>
  party === undefined ? '' : (party.names?.[locale] ?? party.name);

/** Line breaks would let a title add a header or a line of its own. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();

const capital = (text: string, tag: string): string => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);
