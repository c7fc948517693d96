// The log takes milliseconds: a day ends with its last one, so that nothing of it is left out.

/** First moment of a day (`YYYY-MM-DD`) in Almaty, as the log takes moments. */
export const startOfDay = (day: string): string => `${day}T00:00:00+05:00`;

/** Last moment of a day in Almaty. */
export const endOfDay = (day: string): string => `${day}T23:59:59.999+05:00`;

/** The day that a moment names, on the clock that it is given in; empty for a position of the log. */
export const dayOf = (moment: string | undefined): string =>
  /^\d{4}-\d{2}-\d{2}/.exec(moment ?? '')?.[0] ?? '';
