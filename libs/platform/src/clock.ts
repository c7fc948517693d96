/** Source of the present time, passed in so that tests decide what day it is. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const almatyDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty', dateStyle: 'short' });

/** Calendar day in Asia/Almaty as `YYYY-MM-DD`: the register's calendar. */
export function dayInAlmaty(instant: Date): string {
  return almatyDay.format(instant);
}
