import type { Frequency } from '#contracts';

/** When one person wants mail. */
export interface MailHours {
  /** IANA name. */
  readonly timeZone: string;
  readonly digestHour: number;
  /** 1 is Monday. */
  readonly digestWeekday: number;
  readonly quietHours: { readonly from: number; readonly to: number } | null;
}

export type Waiting = Exclude<Frequency, 'at-once'>;

/** A day as a count from 1970, whatever the zone. */
type Day = number;

const DAY = 86_400_000;
const HOUR = 3_600_000;
const WEEK = 7;

/**
 * The first closing hour after `now`, by the person's clock. An hour that the clock leaves out closes when it goes
 * on, one that it has twice closes the first time.
 */
export function nextClose(now: Date, hours: MailHours, frequency: Waiting): Date {
  const { timeZone, digestHour, digestWeekday } = hours;
  const today = localOf(now, timeZone).day;
  const days = Array.from({ length: WEEK + 2 }, (_, index) => today + index).filter(
    (day) => frequency === 'daily' || weekdayOf(day) === digestWeekday,
  );
  return firstAfter(now, days, (day) => instantOf(day, digestHour, timeZone));
}

/** `now`, or the end of the quiet hours that it falls in. */
export function nextAllowed(now: Date, { timeZone, quietHours }: MailHours): Date {
  if (quietHours === null) return now;
  const { from, to } = quietHours;
  const { day, hour } = localOf(now, timeZone);
  const isQuiet = from < to ? hour >= from && hour < to : hour >= from || hour < to;
  if (!isQuiet) return now;
  return firstAfter(now, [day, day + 1, day + 2], (one) => instantOf(one, to, timeZone));
}

function firstAfter(now: Date, days: readonly Day[], instant: (day: Day) => Date): Date {
  const found = days.map(instant).find((one) => one > now);
  if (found === undefined) throw new RangeError(`no such hour in the days after ${now.toISOString()}`);
  return found;
}

// The offsets of the day before and the day after are the only two that the hour can have.
function instantOf(day: Day, hour: number, timeZone: string): Date {
  const asUtc = day * DAY + hour * HOUR;
  const [before, after] = [-DAY, DAY].map((shift) => offsetAt(new Date(asUtc + shift), timeZone));
  const choices = [before ?? 0, after ?? 0].map((offset) => asUtc - offset).sort((a, b) => a - b);
  const exact = choices.find((instant) => offsetAt(new Date(instant), timeZone) === asUtc - instant);
  return new Date(exact ?? asUtc - (before ?? 0));
}

/** Milliseconds that the zone's clock is ahead of UTC. */
function offsetAt(instant: Date, timeZone: string): number {
  const { day, hour, minute, second } = localOf(instant, timeZone);
  const local = day * DAY + hour * HOUR + minute * 60_000 + second * 1_000;
  return local - Math.floor(instant.getTime() / 1_000) * 1_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localOf(instant: Date, timeZone: string) {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    day: Date.UTC(part('year'), part('month') - 1, part('day')) / DAY,
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/** 1970 began on a Thursday. */
const weekdayOf = (day: Day): number => ((day + 3) % WEEK) + 1;
