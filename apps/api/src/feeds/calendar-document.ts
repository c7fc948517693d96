import ical, { escape, ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Locale } from '#contracts';
import { datesOf, recordUrl, type PublicRecord, type RecordDate } from '#notifications';

const HOUR = 3600;
const DAY = 86_400_000;
/** Days for which what does not hold any more stays, cancelled, so that every subscriber learns of it. */
const CANCELLED_DAYS = 30;
/** Longer spans would cover a calendar: such a date stands on its last day, and its words say how far it is known. */
const LONGEST_SPAN = 31;

export interface CalendarInput {
  readonly locale: Locale;
  readonly title: string;
  /** Address of the product, without a slash at the end. */
  readonly baseUrl: string;
  readonly self: string;
  readonly records: readonly PublicRecord[];
  readonly now: Date;
}

/** iCalendar (RFC 5545) with an all-day entry for each step and milestone that has a date. */
export function calendarDocument({ locale, title, baseUrl, self, records, now }: CalendarInput): string {
  const calendar = ical({
    // The library writes the name as it is given.
    ...{ name: escape(title, false), source: self, ttl: HOUR },
    prodId: { company: 'Agreement Tracker', product: 'Register', language: 'EN' },
  });
  const host = new URL(baseUrl).hostname;
  for (const record of records) {
    const url = recordUrl(baseUrl, record.stream);
    for (const date of datesOf(record, locale)) {
      if (date.holds || now.getTime() - date.updatedAt.getTime() < CANCELLED_DAYS * DAY) {
        addDate(calendar, date, { url, uid: `${date.id}@${host}` });
      }
    }
  }
  return calendar.toString();
}

function addDate(
  calendar: ICalCalendar,
  date: RecordDate,
  { url, uid }: { readonly url: string; readonly uid: string },
): void {
  const from = new Date(date.from);
  const to = new Date(date.to);
  const days = Math.round((to.getTime() - from.getTime()) / DAY) + 1;
  calendar.createEvent({
    ...{ id: uid, url, sequence: date.changes, stamp: date.updatedAt, lastModified: date.updatedAt },
    ...{ allDay: true, start: days > LONGEST_SPAN ? to : from, end: new Date(to.getTime() + DAY) },
    summary: date.when === null ? date.title : `${date.title} (${date.when})`,
    description: date.text,
    status: date.holds ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
}
