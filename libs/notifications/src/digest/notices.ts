import { daysBetween, partialDate } from '#domain';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import type { NoticeParams } from '../text/params.js';

/** One item of a digest: the notice it would have been by itself. */
export interface Told {
  readonly stream: string;
  readonly eventId: string;
  /** The event that it corrects. */
  readonly corrects: string | null;
  readonly key: NoticeKey;
  readonly params: NoticeParams;
}

/** What a digest says of one thing that has changed, once or several times. */
export interface DigestNotice {
  readonly key: NoticeKey;
  readonly params: NoticeParams;
  /** How many changes it stands for. */
  readonly changes: number;
}

export interface DigestRecord {
  readonly stream: string;
  readonly notices: readonly DigestNotice[];
}

/** Items in the order of the log, grouped by record; several changes of one thing become the change that they make. */
export function digestOf(items: readonly Told[]): DigestRecord[] {
  return [...Map.groupBy(items, ({ stream }) => stream)].map(([stream, ofRecord]) => ({
    stream,
    notices: [...Map.groupBy(ofRecord, subjectOf).values()].map(netChange),
  }));
}

/** What a notice is about within its record: notices about the same are told as one. */
function subjectOf({ eventId, corrects, key, params }: Told): string {
  const { milestone, phase } = params;
  if (corrects !== null) return `event ${corrects}`;
  if (milestone !== undefined) return `milestone ${milestone.id ?? JSON.stringify([milestone, phase])}`;
  return key === 'project.progress' ? `progress ${JSON.stringify(phase)}` : `event ${eventId}`;
}

function netChange(changes: readonly Told[]): DigestNotice {
  const [first, last] = [changes[0] as Told, changes.at(-1) as Told];
  if (first === last || last.key !== 'milestone.rescheduled') {
    return { key: last.key, params: last.params, changes: changes.length };
  }
  const { earlierDate: _date, slipDays: _days, ...params } = last.params;
  if (first.key === 'milestone.planned') {
    return { key: 'milestone.planned', params, changes: changes.length };
  }
  const from = first.params.earlierDate;
  const slip = slipDays(from, params.newDate);
  const moved = {
    ...(from === undefined ? {} : { earlierDate: from }),
    ...(slip !== undefined && slip > 0 ? { slipDays: slip } : {}),
  };
  return { key: last.key, params: { ...params, ...moved }, changes: changes.length };
}

const slipDays = (from: string | null | undefined, to: string | null | undefined): number | undefined =>
  typeof from === 'string' && typeof to === 'string'
    ? daysBetween(partialDate(from).to, partialDate(to).to)
    : undefined;
