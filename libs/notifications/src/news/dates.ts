import { partialDate } from '#domain';
import type { Locale } from '#contracts';
import { dateInWords } from '../text/dates.js';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import { CATALOGUES } from '../text/languages.js';
import { renderNotice } from '../text/render.js';
import { newsInWords } from './news-text.js';
import type { ShownMilestone } from './milestone-trail.js';
import type { News, Presence, PublicRecord } from './news.js';

/** A date of a record: something that happened on it, or is promised for it. */
export interface RecordDate {
  /** The same for the same thing, whatever becomes of it. */
  readonly id: string;
  readonly changes: number;
  readonly updatedAt: Date;
  /** First and last day on which it can be. */
  readonly from: string;
  readonly to: string;
  /** False: retracted, no longer planned, or of a record that does not stand any more. */
  readonly holds: boolean;
  readonly title: string;
  /** What is known of the date, in words; null: it is that very day. */
  readonly when: string | null;
  readonly text: string;
}

/** Steps that happened, and milestones reached or promised, as the public knows them. */
export function datesOf(record: PublicRecord, locale: Locale): RecordDate[] {
  const { shown, reachedBy } = record.milestones;
  const dates = [
    ...record.news
      .filter(({ eventClass, eventId }) => eventClass === 'stage' && !reachedBy.has(eventId))
      .flatMap((news) => stepDate(news, locale)),
    ...[...shown.values()].map((milestone) => milestoneDate(record, milestone, locale)),
  ];
  return dates.map((date) => withRecord(date, record.presence));
}

/** No date holds of a record that was voided, or that another one has taken the place of. */
const withRecord = (date: RecordDate, { stands, changes, lastAt }: Presence): RecordDate => ({
  ...date,
  holds: date.holds && stands,
  changes: date.changes + changes,
  updatedAt: lastAt > date.updatedAt ? lastAt : date.updatedAt,
});

function stepDate(news: News, locale: Locale): RecordDate[] {
  const occurredOn = news.params.occurredOn ?? news.amendment?.params.wrong?.params.occurredOn ?? null;
  if (occurredOn === null) return [];
  const { title, text } = newsInWords(locale, news);
  const { eventId: id, changes, updatedAt } = news;
  const holds = news.standing !== 'retracted';
  return [{ id, changes, updatedAt, holds, title, text, ...daysOf(occurredOn, locale) }];
}

function milestoneDate({ stream, state }: PublicRecord, shown: ShownMilestone, locale: Locale): RecordDate {
  const { milestone, date, holds, changes, lastAt: updatedAt } = shown;
  const { milestoneId, code, titles } = milestone;
  const { publicId, titles: named } = state;
  const params = { publicId, titles: named, milestone: { code, titles }, sources: [] };
  const told = renderNotice(locale, keyOf(shown), params);
  const days = daysOf(date, locale);
  // The day of a promise is not the day on which it was kept.
  const isUndated = milestone.status === 'Achieved' && !shown.isReached;
  return {
    ...{ id: `${stream}-${milestoneId}`, changes, updatedAt, holds, title: told.subject, text: told.text },
    ...(isUndated ? { ...days, when: CATALOGUES[locale].dates.unknown } : days),
  };
}

function keyOf({ milestone, holds }: ShownMilestone): NoticeKey {
  if (milestone.status === 'Achieved') return holds ? 'milestone.achieved' : 'milestone.retracted';
  return holds ? 'milestone.planned' : 'milestone.dropped';
}

function daysOf(edtf: string, locale: Locale) {
  const { from, to, precision, approximate } = partialDate(edtf);
  const isThatDay = precision === 'day' && !approximate;
  return { from: from ?? to, to, when: isThatDay ? null : dateInWords(CATALOGUES[locale], edtf) };
}
