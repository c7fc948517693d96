import { isCorrection, type Aggregate, type AnyEvent } from '#domain';
import type { Random } from '../seed.js';
import { FactLog, idOf } from './fact-log.js';

type Record = { readonly aggregate: Aggregate; readonly name: string };
type Choice = (random: Random, others: Others) => AnyEvent;

const list = (aggregate: Aggregate, count: number): Record[] =>
  Array.from({ length: count }, (_, index) => ({ aggregate, name: `${aggregate} ${index}` }));

const RECORDS = [...list('agreement', 6), ...list('project', 8), ...list('collection', 3)];

const oneOf = <T>(random: Random, choices: readonly [T, ...T[]]): T =>
  choices[random.below(choices.length)] ?? choices[0];

/** Names of other records to link to, of any or of one kind. */
class Others {
  constructor(private readonly random: Random) {}

  of(aggregate: Aggregate): string {
    return idOf(`${aggregate} ${this.random.below(aggregate === 'collection' ? 3 : 6)}`);
  }

  any(): { memberKind: Aggregate; memberId: string } {
    const memberKind = oneOf(this.random, ['project', 'project', 'agreement', 'collection'] as const);
    return { memberKind, memberId: this.of(memberKind) };
  }
}

const money = (random: Random) => {
  const amount = String(1 + random.below(900));
  const currency = oneOf(random, ['USD', 'CNY']);
  return random.below(3) === 0
    ? { qualifier: 'moreThan' as const, min: amount, currency, role: 'announced' as const }
    : { qualifier: 'exact' as const, amount, currency, role: 'announced' as const };
};

const party = (random: Random) =>
  oneOf(random, [{ name: 'Sinopec' }, { name: 'CNPC' }, { name: 'Samruk', names: { kk: 'Самұрық' } }]);

const SHARED: readonly Choice[] = [
  (random) => ({ type: 'ValueStated', data: { value: money(random) } }),
  (random) => ({ type: 'PartyAdded', data: { party: party(random), role: 'investor', side: 'china' } }),
  (random) => ({ type: 'PartyRemoved', data: { party: party(random), reason: 'left' } }),
  (random) => ({
    type: 'ClassificationSet',
    data: { scheme: 'sector', code: oneOf(random, ['energy', 'energy.oil', 'transport']) },
  }),
  (random) => ({
    type: 'LocationSet',
    data: {
      ...{ country: 'KZ', regions: [oneOf(random, ['KZ-31', 'KZ-23'])] },
      ...{ precision: 'region', regionBasis: 'stated' },
    },
  }),
  () => ({ type: 'StatusConfirmed', data: { asOf: '2026' } }),
];

const MILESTONES: readonly Choice[] = [
  (random) => ({
    type: 'MilestonePlanned',
    data: {
      milestoneId: `m${random.below(3)}`,
      code: 'operationStart',
      plannedOn: `20${24 + random.below(6)}`,
    },
  }),
  (random) => ({
    type: 'MilestoneRescheduled',
    data: {
      ...{ milestoneId: `m${random.below(3)}`, from: null, to: `20${26 + random.below(6)}-06` },
      ...{ reasonCode: 'permits', announcedBy: 'Akim' },
    },
  }),
  (random) => ({
    type: 'BaselineSet',
    data: {
      ...{ baselineId: `b${random.below(99)}`, name: 'Plan', reason: 'set' },
      dates: [{ milestoneId: `m${random.below(3)}`, plannedOn: `20${24 + random.below(6)}` }],
    },
  }),
];

const OWN: Readonly<globalThis.Record<Aggregate, readonly Choice[]>> = {
  agreement: [
    ...MILESTONES,
    ...Array.from({ length: 5 }, (): Choice => (random, others) => ({
      type: 'ProjectLinked',
      data: {
        ...{ projectId: others.of('project'), relation: oneOf(random, ['covers', 'covers', 'finances']) },
        ...(random.below(2) === 0 ? { allocation: money(random) } : {}),
      },
    })),
    (_, others) => ({
      type: 'ProjectUnlinked',
      data: { projectId: others.of('project'), reason: 'mistaken' },
    }),
    (_, others) => ({
      type: 'AgreementRelated',
      data: { otherId: others.of('agreement'), relation: 'implements' },
    }),
    () => ({ type: 'AgreementSigned', data: { signatories: [], effectiveOnSignature: false } }),
    () => ({ type: 'AgreementTerminated', data: { mode: 'mutual', byParties: [], reason: 'ended' } }),
    (_, others) => ({ type: 'RecordMerged', data: { intoId: others.of('agreement'), reason: 'twice' } }),
    ...SHARED,
  ],
  project: [
    ...MILESTONES,
    () => ({ type: 'PreparationStarted', data: {} }),
    () => ({ type: 'ConstructionStarted', data: {} }),
    () => ({ type: 'ConstructionStarted', data: {} }),
    () => ({ type: 'OperationStarted', data: { kind: 'commercial' } }),
    () => ({ type: 'ProjectSuspended', data: { reasonCode: 'finance' } }),
    (_, others) => ({ type: 'RecordMerged', data: { intoId: others.of('project'), reason: 'twice' } }),
    ...SHARED,
  ],
  collection: [
    ...Array.from({ length: 5 }, (): Choice => (random, others) => ({
      type: 'MemberAdded',
      data: { ...others.any(), basis: oneOf(random, ['stated', 'inferred']) },
    })),
    (_, others) => ({ type: 'MemberRemoved', data: { ...others.any(), reason: 'mistaken' } }),
    (random) => ({
      type: 'ClaimStated',
      data: {
        ...{ claimId: `c${random.below(2)}`, metric: 'agreements', value: String(1 + random.below(90)) },
        ...{ qualifier: 'moreThan', unit: 'C62', attributedTo: 'Ministry' },
      },
    }),
    (_, others) => ({ type: 'RecordMerged', data: { intoId: others.of('collection'), reason: 'twice' } }),
    ...SHARED,
  ],
};

const registration = ({ aggregate, name }: Record, random: Random): AnyEvent => {
  const titles = { en: name, ru: `Запись ${random.below(9)}` };
  const number = String(random.below(10_000)).padStart(4, '0');
  switch (aggregate) {
    case 'agreement':
      return {
        type: 'AgreementRegistered',
        data: {
          ...{ publicId: `AGR-2026-${number}`, titles, kind: 'mou', bindingness: 'unknown' },
          ...{ openingBalance: false, initialStatus: oneOf(random, ['Proposed', 'Signed'] as const) },
        },
      };
    case 'project':
      return {
        type: 'ProjectRegistered',
        data: {
          ...{ publicId: `PRJ-2026-${number}`, titles, deliveryMode: oneOf(random, ['build', 'no_build']) },
          ...{ openingBalance: false, initialStage: 'Announced' },
        },
      };
    case 'collection':
      return {
        type: 'CollectionDefined',
        data: { publicId: `COL-2026-${number}`, titles, kind: 'package' },
      };
  }
};

/** Corrects or retracts an event of the record, before the eyes of those who could read it. False: it has none. */
function amendOne(log: FactLog, record: Record, random: Random): boolean {
  const stream = `${record.aggregate}-${idOf(record.name)}`;
  const targets = log.events.filter((event) => event.stream === stream && !isCorrection(event));
  const target = targets[random.below(targets.length)];
  if (target === undefined) return false;
  const common = { targetEventId: target.id, explanation: 'misread' };
  const day = `20${23 + random.below(3)}-0${1 + random.below(9)}`;
  const event: AnyEvent =
    random.below(2) === 0
      ? { type: 'EventRetracted', data: { ...common, reasonCode: 'didNotOccur' } }
      : {
          type: 'EventCorrected',
          data: { ...common, reasonCode: 'incorrectData', patch: { occurredOn: day } },
        };
  log.add(record, event, { visibility: target.envelope.visibility });
  return true;
}

/**
 * A history of records that link to each other, merge, are voided and unlinked, partly told to staff alone. It holds
 * what no command would allow too, such as facts before the registration and merges in a circle.
 */
export function randomHistory(random: Random, length: number): FactLog {
  const log = new FactLog();
  const others = new Others(random);
  const unregistered = [...RECORDS];
  const secret = (share: number) => (random.next() < share ? ('internal' as const) : ('public' as const));
  while (log.events.length < length) {
    const isNew = unregistered.length > 0 && random.below(4) === 0;
    if (isNew) {
      const [record] = unregistered.splice(random.below(unregistered.length), 1);
      if (record !== undefined) log.add(record, registration(record, random), { visibility: secret(0.15) });
      continue;
    }
    const record = RECORDS[random.below(RECORDS.length)];
    if (record === undefined) continue;
    if (random.below(12) === 0 && amendOne(log, record, random)) continue;
    const choices = OWN[record.aggregate];
    const voids = random.below(60) === 0;
    const event: AnyEvent = voids
      ? { type: 'RecordVoided', data: { reason: 'mistyped' } }
      : (choices[random.below(choices.length)]?.(random, others) ?? registration(record, random));
    log.add(record, event, { visibility: secret(0.25) });
  }
  return log;
}
