import type { History } from '#contracts';

const AMENDMENTS: readonly string[] = ['EventCorrected', 'EventRetracted'];

/** Whether an event says that another one was wrong. */
export const isAmendment = ({ type }: Pick<History['items'][number], 'type'>): boolean =>
  AMENDMENTS.includes(type);

/** Whether an event was taken back. */
export const isRetracted = ({ amendedBy }: Pick<History['items'][number], 'amendedBy'>): boolean =>
  amendedBy.some(({ type }) => type === 'EventRetracted');

/** Name of an entry of the timeline that links lead to. */
export const entryId = (eventId: string): string => `event-${eventId}`;
