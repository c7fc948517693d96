import { EVENT_CATALOGUE, type AnyEvent } from '#domain';
import type { EventEnvelope, RecordedEvent } from '#event-store';
import { describe, expect, it } from '@jest/globals';
import { evolveRecord, emptyRecord, type RecordView } from '../record/record-state.js';
import { NOTICE_KEYS } from '../text/catalogue/catalogue.js';
import { EVENT_RULES } from './event-rules.js';
import { slipDays } from './milestone-rules.js';
import { notificationOf, type Notification } from './notification.js';
import { scopeText } from './scopes.js';

const STREAM = 'project-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c';
const RECORDED = new Date('2026-11-24T06:00:00Z');

/** A stream of events, each of a command of its own unless it says otherwise; returns the last with its record. */
function stream(...steps: (AnyEvent & { command?: string; envelope?: Partial<EventEnvelope> })[]) {
  let record = emptyRecord(STREAM) as RecordView;
  const events = steps.map(({ type, data, command, envelope }, index) => {
    const event: RecordedEvent = {
      position: BigInt(index + 100),
      stream: STREAM,
      version: index + 1,
      type,
      schemaVersion: 1,
      id: `0192f0c1-7a7e-7cc0-8a58-00000000000${index}`,
      recordedAt: RECORDED,
      envelope: {
        actor: { id: 'staff-1', role: 'staff' },
        command: type,
        correlation: 'c',
        sources: [],
        basis: 'reported',
        visibility: 'public',
        backfill: false,
        origin: 'live',
        ...envelope,
      },
      data: data as RecordedEvent['data'],
      prev: null,
      commandId: command ?? `command-${index}`,
    };
    record = evolveRecord(record, event);
    return event;
  });
  return { event: events.at(-1) as RecordedEvent, record };
}

const registered: AnyEvent = {
  type: 'ProjectRegistered',
  data: {
    publicId: 'PRJ-2025-0009',
    titles: { en: 'Steel plant' },
    deliveryMode: 'build',
    initialStage: 'Preparing',
    openingBalance: false,
  },
};
const started: AnyEvent = { type: 'ConstructionStarted', data: {} };

function told(...steps: Parameters<typeof stream>): Notification | null {
  const { event, record } = stream(...steps);
  return notificationOf(event, record, { collections: [], now: RECORDED });
}

describe('the rules', () => {
  it('speak of every event of the catalogue, and every message has an event that makes it', () => {
    expect(Object.keys(EVENT_RULES).sort()).toEqual(EVENT_CATALOGUE.map(({ type }) => type).sort());
    const sources = Object.values(EVENT_RULES).map(String).join('\n');
    for (const key of NOTICE_KEYS) expect(sources).toContain(key);
  });

  it('turn the start of construction into news of a stage, with its date as precise as it is known', () => {
    const source = { publisher: 'Akimat', title: 'Works began', class: 'officialAct' };
    expect(
      told(registered, { ...started, envelope: { occurredOn: '2026-11', sources: [source] } }),
    ).toMatchObject({
      ruleId: 'project.construction-started',
      eventClass: 'stage',
      critical: false,
      streamVersion: 2,
      params: { titles: { en: 'Steel plant' }, occurredOn: '2026-11', sources: ['Akimat — Works began'] },
      suppressed: null,
    });
  });

  it('say nothing of what came with the registration, and one thing of the registration', () => {
    const party: AnyEvent = {
      type: 'PartyAdded',
      data: { party: { name: 'Fujian Hengwang' }, role: 'investor', side: 'china' },
    };
    expect(told({ ...registered, command: 'one' })?.ruleId).toBe('project.registered');
    expect(told({ ...registered, command: 'one' }, { ...party, command: 'one' })).toBeNull();
    expect(told(registered, party)?.ruleId).toBe('party.added');
  });

  it('say nothing of confirmations and evidence', () => {
    expect(told(registered, { type: 'StatusConfirmed', data: { asOf: '2026-11-01' } })).toBeNull();
  });

  it.each([
    ['2028', '2029', 365, true],
    ['2027-01', '2027-04', 89, false],
    ['2027-01-01', '2027-04-01', 90, false],
    ['2027-01-01', '2027-04-02', 91, true],
    ['2029', '2028', -365, false],
  ])('call a slip from %s to %s (%d days) critical: %s', (from, to, days, isCritical) => {
    expect(slipDays(from, to)).toBe(days);
    const planned: AnyEvent = {
      type: 'MilestonePlanned',
      data: { milestoneId: 'm', code: 'operationStart', plannedOn: from },
    };
    const moved: AnyEvent = {
      type: 'MilestoneRescheduled',
      data: { milestoneId: 'm', from, to, reasonCode: 'finance' },
    };
    const notice = told(registered, planned, moved);
    expect(notice).toMatchObject({ critical: isCritical, params: { milestone: { code: 'operationStart' } } });
    expect(notice?.params.slipDays).toBe(days > 0 ? days : undefined);
  });

  it('call a milestone whose plan is retracted by the name that it had', () => {
    const planned: AnyEvent = {
      type: 'MilestonePlanned',
      data: { milestoneId: 'm', code: 'firstPiles', plannedOn: '2027' },
    };
    const targetEventId = '0192f0c1-7a7e-7cc0-8a58-000000000001';
    const data = { targetEventId, reasonCode: 'didNotOccur', explanation: 'Another plant.' } as const;
    const notice = told(registered, planned, { type: 'EventRetracted', data });
    expect(notice?.params.wrong).toMatchObject({
      key: 'milestone.planned',
      params: { milestone: { code: 'firstPiles' }, newDate: '2027' },
    });
  });

  it('make suspension, cancellation and a retracted achievement critical', () => {
    expect(told(registered, { type: 'ProjectSuspended', data: { reasonCode: 'land' } })?.critical).toBe(true);
    expect(
      told(registered, { type: 'ProjectCancelled', data: { reasonCode: 'finance', byParties: [] } })
        ?.critical,
    ).toBe(true);
    expect(
      told(registered, {
        type: 'MilestoneAchievementRetracted',
        data: {
          milestoneId: 'm',
          targetEventId: '0192f0c1-7a7e-7cc0-8a58-000000000001',
          reasonCode: 'didNotOccur',
        },
      }),
    ).toMatchObject({
      critical: true,
      eventClass: 'correction',
      corrects: '0192f0c1-7a7e-7cc0-8a58-000000000001',
    });
  });

  it.each([
    ['import', { origin: 'import' as const }],
    ['migration', { origin: 'migration' as const }],
    ['backfill', { backfill: true }],
    ['internal', { visibility: 'internal' as const }],
  ])('tell nobody of %s', (reason, envelope) => {
    expect(told(registered, { ...started, envelope })?.suppressed).toBe(reason);
  });

  it('tell nobody of what was recorded more than a day before it is planned', () => {
    const { event, record } = stream(registered, started);
    const at = (hours: number) =>
      notificationOf(event, record, {
        collections: [],
        now: new Date(RECORDED.getTime() + hours * 3_600_000),
      })?.suppressed;
    expect([at(0), at(24), at(24.1)]).toEqual([null, null, 'stale']);
  });

  it('give the same id to the same event whenever it is planned', () => {
    const first = told(registered, started);
    expect(first?.id).toBe(told(registered, started)?.id);
    expect(first?.id).not.toBe(told(registered)?.id);
  });
});

describe('the scopes of an event', () => {
  it('are the record, its region, sector and all above it, parties by every name, collections, and the class', () => {
    const located: AnyEvent = {
      type: 'LocationSet',
      data: { country: 'KZ', regions: ['KZ-31'], precision: 'region', regionBasis: 'stated' },
    };
    const classified: AnyEvent = {
      type: 'ClassificationSet',
      data: { scheme: 'sector', code: 'energy.nuclear' },
    };
    const party: AnyEvent = {
      type: 'PartyAdded',
      data: {
        party: { name: 'CNNC', names: { zh: '中核集团' }, identifier: { scheme: 'CN-USCI', id: '91' } },
        role: 'investor',
        side: 'china',
      },
    };
    const { event, record } = stream(registered, located, classified, party, started);
    const scopes = notificationOf(event, record, { collections: ['collection-1'], now: RECORDED })?.scopes;
    expect(scopes).toEqual([
      `record:${STREAM}`,
      'event-class:stage',
      'region:KZ-31',
      'sector:energy',
      'sector:energy.nuclear',
      'party:CN-USCI:91',
      'party:cnnc',
      'party:中核集团',
      'collection:collection-1',
    ]);
    expect(scopes).toContain(scopeText({ kind: 'party', key: '  Cnnc. ' }));
    expect(scopes).toContain(scopeText({ kind: 'party', key: 'CN-USCI:91' }));
  });

  it('name a party that has just left', () => {
    const party = { name: 'Sinopec' };
    const added: AnyEvent = { type: 'PartyAdded', data: { party, role: 'partner', side: 'china' } };
    expect(
      told(registered, added, { type: 'PartyRemoved', data: { party, reason: 'left' } })?.scopes,
    ).toContain('party:sinopec');
  });
});
