import type { Evidence, RecordDetail } from '#contracts';
import { useSaid } from './said/use-said.js';
import { useEvidence } from './use-evidence.js';
import type { Moment } from './use-history.js';

/** What an event says, in words: what it is about, and what it says of it where its date does not say that already. */
export interface SaidByEvent {
  readonly name: string;
  readonly text: string | undefined;
}

/** What each event of a record says of it, by the event's id, as far as sources could say it otherwise. */
export function useSaidByEvent(record: RecordDetail, moment: Moment) {
  const evidence = useEvidence(record, moment);
  const said = useSaid(new Map(record.milestones.map(({ milestoneId, code }) => [milestoneId, code])));
  const byEvent = new Map(
    (evidence.data?.subjects ?? []).filter(isNotStep).flatMap(({ about, claims }) =>
      claims.map(({ eventId, says }): readonly [string, SaidByEvent] => [
        eventId,
        {
          name: said.nameOf(about),
          text: about.endsWith('.achievedOn') ? undefined : said.textOf(about, says),
        },
      ]),
    ),
  );
  return { byEvent, isPending: evidence.isPending };
}

/** A step says no more than its name and its date. */
const isNotStep = ({ about }: Evidence['subjects'][number]): boolean => !about.startsWith('step.');
