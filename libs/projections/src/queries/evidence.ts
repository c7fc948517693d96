import type { Evidence } from '#contracts';
import { dormancy, subjectsOf, type Fact, type Subject } from '#domain';
import type { EventStore } from '#event-store';
import { factOf } from '../register/fact.js';
import { publicIdOf, seenEvents, type OneRecord } from './as-of.js';
import { optionalDate, quietDays } from './dates.js';
import type { Moment } from './moment.js';

/** What is said of a record by whom, as it was known at a moment; undefined when nothing was. */
export async function readEvidence(
  store: EventStore,
  record: OneRecord,
  { position, day }: Moment,
): Promise<Evidence | undefined> {
  const known = (await seenEvents(store, record)).filter((event) => event.position <= position);
  if (known.length === 0) return undefined;
  const facts = known.map(factOf);
  const lastNewsOn =
    facts
      .map(({ recordedOn }) => recordedOn)
      .sort()
      .at(-1) ?? null;
  return {
    ...{ id: record.id, publicId: publicIdOf(facts), aggregate: record.aggregate },
    subjects: subjectsOf(record.aggregate, facts).map(subjectAnswer),
    silence: {
      ...{ lastNewsOn, quietDays: quietDays(lastNewsOn, day), dormancy: dormancy(lastNewsOn, day) },
      confirmedOn: facts.findLast(isConfirmation)?.recordedOn ?? null,
    },
    asOfPosition: String(position),
  };
}

const isConfirmation = ({ type }: Fact): boolean => type === 'StatusConfirmed';

const subjectAnswer = ({ claims, ...subject }: Subject): Evidence['subjects'][number] => ({
  ...subject,
  claims: claims.map(({ occurredOn, sources, verifications, disputes, ...claim }) => ({
    ...claim,
    occurredOn: optionalDate(occurredOn),
    sources: [...sources],
    verifications: [...verifications],
    disputes: disputes.map(({ byParty, ...dispute }) => ({ ...dispute, byParty: byParty.name })),
  })),
});
