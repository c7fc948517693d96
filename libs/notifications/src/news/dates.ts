import { partialDate } from '#domain';
import type { Locale } from '#contracts';
import { dateInWords } from '../text/dates.js';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import { CATALOGUES } from '../text/languages.js';
import { renderNotice } from '../text/render.js';
import { newsInWords } from './news-text.js';
import type { News, PublicRecord } from './news.js';

/** A date of a record: something that happened on it, or is promised for it. */
export interface RecordDate {
  /** The same for the same thing, whatever becomes of it. */
  readonly id: string;
  readonly changes: number;
  readonly updatedAt: Date;
  /** First and last day on which it can be. */
  readonly from: string;
  readonly to: string;
  /** False: retracted, or no longer planned. */
  readonly holds: boolean;
  readonly title: string;
  /** The date as precisely as it is known, in words. */
  readonly when: string;
  readonly text: string;
}

/** Steps that happened, and milestones reached or promised, as the public knows them. */
export function datesOf(record: PublicRecord, locale: Locale): RecordDate[] {
  const reached = new Set(record.state.milestones.map(({ achieved }) => achieved?.eventId));
  return [
    ...record.news
      .filter(({ eventClass, eventId }) => eventClass === 'stage' && !reached.has(eventId))
      .flatMap((news) => stepDate(news, locale)),
    ...record.state.milestones.flatMap((milestone) => milestoneDate(record, milestone, locale)),
  ];
}

function stepDate(news: News, locale: Locale): RecordDate[] {
  const occurredOn = news.params.occurredOn ?? news.amendment?.params.wrong?.params.occurredOn ?? null;
  if (occurredOn === null) return [];
  const { title, text } = newsInWords(locale, news);
  const { eventId: id, changes, updatedAt } = news;
  const holds = news.standing !== 'retracted';
  return [{ id, changes, updatedAt, holds, title, text, ...daysOf(occurredOn, locale) }];
}

type Milestone = PublicRecord['state']['milestones'][number];

function milestoneDate(record: PublicRecord, milestone: Milestone, locale: Locale): RecordDate[] {
  const { milestoneId, code, titles, status, achieved } = milestone;
  const touched = record.milestones.get(milestoneId);
  const date = status === 'Achieved' ? achieved?.occurredOn : milestone.plans.at(-1)?.plannedOn;
  if (touched === undefined || date === undefined || date === null) return [];
  const { publicId, titles: named } = record.state;
  const params = { publicId, titles: named, milestone: { code, titles }, sources: [] };
  const told = renderNotice(locale, KEYS[status], params);
  const { changes, lastAt: updatedAt } = touched;
  return [
    {
      ...{ id: `${record.stream}-${milestoneId}`, changes, updatedAt, holds: status !== 'Dropped' },
      ...{ title: told.subject, text: told.text, ...daysOf(date, locale) },
    },
  ];
}

const KEYS: Readonly<Record<Milestone['status'], NoticeKey>> = {
  ...{ None: 'milestone.planned', Planned: 'milestone.planned' },
  ...{ Achieved: 'milestone.achieved', Dropped: 'milestone.dropped' },
};

function daysOf(edtf: string, locale: Locale) {
  const { from, to } = partialDate(edtf);
  return { from: from ?? to, to, when: dateInWords(CATALOGUES[locale], edtf) };
}
