import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue } from '#event-store';
import { newId } from '#platform';
import { createHash } from 'node:crypto';

export const registerCatalogue = () => createCatalogue(EVENT_CATALOGUE);

const envelope = {
  occurredOn: '2026-03',
  actor: { id: newId(), role: 'staff' },
  command: 'Bench',
  correlation: newId(),
  sources: [{ publisher: 'Akimat of Zhambyl region', title: 'Works began', class: 'officialAct' }],
  basis: 'reported',
  visibility: 'public',
  backfill: false,
  origin: 'live',
};

/** An append of one event of the register. */
export function recorded(stream, type, data, id = newId()) {
  const commandId = newId();
  return {
    commandId,
    fingerprint: createHash('sha256').update(commandId).digest('hex'),
    streams: [{ stream, expected: 'any', events: [{ id, type, schemaVersion: 1, envelope, data }] }],
  };
}

const OPEN_AT_ONCE = 500;

/** `count` appends of agreements and their plants, twenty events a pair, one of which every tenth corrects, those of 500 pairs mixed as in a real log. */
export function* livesOfPlants(count) {
  const open = [];
  let begun = 0;
  for (let made = 0; made < count; made += 1) {
    while (open.length < OPEN_AT_ONCE) open.push(lifeOfPlant((begun += 1)));
    const index = (made * 7919) % open.length;
    const life = open[index];
    yield recorded(...life.shift());
    if (life.length === 0) open.splice(index, 1);
  }
}

function lifeOfPlant(n) {
  const plantId = newId();
  const plant = `project-${plantId}`;
  const agreement = `agreement-${newId()}`;
  const started = newId();
  const number = String(n).padStart(6, '0');
  return [
    [plant, 'ProjectRegistered', registration(`PRJ-2026-${number}`, n)],
    [
      agreement,
      'AgreementRegistered',
      {
        ...{ publicId: `AGR-2026-${number}`, titles: { en: `Agreement ${n}` }, kind: 'mou' },
        ...{ bindingness: 'unknown', openingBalance: false, initialStatus: 'Signed' },
      },
    ],
    [agreement, 'ProjectLinked', { projectId: plantId, relation: 'covers' }],
    [plant, 'ValueStated', { value: dollars(100 + (n % 900)) }],
    [plant, 'PartyAdded', { party: { name: 'Sinopec' }, role: 'investor', side: 'china' }],
    [plant, 'LocationSet', { country: 'KZ', regions: ['KZ-31'], precision: 'region', regionBasis: 'stated' }],
    [plant, 'ClassificationSet', { scheme: 'sector', code: 'energy.oil' }],
    [plant, 'MilestonePlanned', { milestoneId: 'start', code: 'operationStart', plannedOn: '2028-06' }],
    [plant, 'PreparationStarted', {}],
    [plant, 'ConstructionStarted', {}, started],
    ...Array.from({ length: 8 }, (_, step) => [
      plant,
      'ProgressReported',
      { kind: 'physical', percent: String(10 + step * 10), asOf: '2026-11' },
    ]),
    n % 10 === 0
      ? [plant, 'EventCorrected', correctionOf(started)]
      : [plant, 'StatusConfirmed', { asOf: '2026-10' }],
    [plant, 'OperationStarted', { kind: 'commercial' }],
  ];
}

const correctionOf = (targetEventId) => ({
  ...{ targetEventId, reasonCode: 'incorrectData', explanation: 'misread' },
  patch: { occurredOn: '2026-02' },
});

const registration = (publicId, n) => ({
  ...{ publicId, titles: { en: `Steel plant ${n}`, kk: `Болат зауыты ${n}`, ru: `Завод ${n}` } },
  ...{ deliveryMode: 'build', initialStage: 'Announced', openingBalance: false },
});

const dollars = (amount) => ({
  ...{ qualifier: 'exact', amount: String(amount), currency: 'USD', role: 'announced' },
});
