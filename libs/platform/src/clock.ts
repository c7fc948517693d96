/** Source of the present time, passed in so that tests decide what day it is. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const almatyDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty', dateStyle: 'short' });

const QUARTER_HOUR = 900_000;
let lastQuarter = NaN;
let lastDay = '';

/** Calendar day in Asia/Almaty as `YYYY-MM-DD`: the register's calendar. */
export function dayInAlmaty(instant: Date): string {
  // No zone's day begins within a quarter of an hour, and formatting is the dearest step of a short command.
  const quarter = Math.floor(instant.getTime() / QUARTER_HOUR);
  if (quarter !== lastQuarter) {
    lastDay = almatyDay.format(instant);
    lastQuarter = quarter;
  }
  return lastDay;
}
