import { CHANNELS, EVENT_CLASSES, FREQUENCIES, type Frequency } from '#contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, type Person } from './decide.js';
import { plan, type Follower, type PlanAt, type PlannedNotice } from './plan.js';

const RECORD = 'project-1';
const notice: PlannedNotice = {
  id: '11111111-1111-4111-8111-111111111111',
  stream: RECORD,
  eventClass: 'stage',
  critical: false,
  actorId: 'actor',
};
const person: Follower = {
  userId: 'reader',
  hasAddress: true,
  notifyOwn: false,
  watches: [{ scope: `record:${RECORD}`, channels: ['in-app', 'email'], eventClasses: null }],
  preferences: [],
  addressRefused: null,
  received: false,
  waitedIn: null,
  locale: 'en',
  hours: { timeZone: 'Asia/Almaty', digestHour: 9, digestWeekday: 1, quietHours: null },
};
const byMail = (changes: Partial<Person>, topic: Partial<PlannedNotice> = {}) =>
  decide({ ...notice, ...topic }, { ...person, ...changes }, 'email');

describe('the decision to tell one person by mail', () => {
  it('is taken by the follow, and the most particular one is named', () => {
    const region = { scope: 'region:KZ-31', channels: ['email' as const], eventClasses: null };
    expect(byMail({})).toEqual({ kind: 'send', decidedBy: `follow:record:${RECORD}` });
    expect(byMail({ watches: [region, ...person.watches] })).toMatchObject({
      decidedBy: `follow:record:${RECORD}`,
    });
    expect(byMail({ watches: [region] })).toMatchObject({ decidedBy: 'follow:region:KZ-31' });
  });

  it('leaves out other channels and classes than those followed', () => {
    const watch = { scope: 'region:KZ-31', channels: ['in-app' as const], eventClasses: null };
    expect(byMail({ watches: [watch] })).toEqual({ kind: 'off' });
    expect(byMail({ watches: [{ ...watch, channels: ['email'], eventClasses: ['money'] }] })).toEqual({
      kind: 'off',
    });
    expect(byMail({ watches: [] })).toEqual({ kind: 'off' });
  });

  it('never tells people of their own acts unless they asked for it', () => {
    expect(byMail({ userId: 'actor' }, { critical: true })).toEqual({ kind: 'off' });
    expect(byMail({ userId: 'actor', notifyOwn: true })).toMatchObject({ kind: 'send' });
  });

  it('lets a mute win over a preference, a preference over the follow, and critical news over both', () => {
    const off = (scope: string) => ({ scope, channel: 'email' as const, level: 'off' as const });
    const on = (scope: string) => ({ ...off(scope), level: 'on' as const });
    const muted = [off(`record:${RECORD}`), on('event-class:stage')];
    expect(byMail({ preferences: muted })).toMatchObject({ kind: 'suppressed', reason: 'muted' });
    expect(byMail({ preferences: [off('event-class:stage'), on('all')] })).toMatchObject({
      reason: 'preference',
    });
    expect(byMail({ preferences: [on('event-class:stage'), off('all')] })).toMatchObject({ kind: 'send' });
    expect(byMail({ preferences: muted }, { critical: true })).toEqual({
      kind: 'send',
      decidedBy: 'critical',
    });
  });

  it('tells critical news by mail to those who follow the record in the app only, but not to other followers', () => {
    const watch = { channels: ['in-app' as const], eventClasses: ['money' as const] };
    const critical = { critical: true };
    expect(byMail({ watches: [{ ...watch, scope: `record:${RECORD}` }] }, critical)).toMatchObject({
      kind: 'send',
    });
    expect(byMail({ watches: [{ ...watch, scope: 'region:KZ-31' }] }, critical)).toEqual({ kind: 'off' });
  });

  it('obeys an unsubscribe link before everything, that of a class before what is not critical', () => {
    const stop = (scope: string) => [{ scope, channel: 'email' as const, level: 'stop' as const }];
    for (const scope of ['all', `record:${RECORD}`]) {
      expect(byMail({ preferences: stop(scope) }, { critical: true })).toMatchObject({
        reason: 'unsubscribed',
      });
    }
    expect(byMail({ preferences: stop('event-class:stage') })).toMatchObject({ reason: 'unsubscribed' });
    expect(byMail({ preferences: stop('event-class:stage') }, { critical: true })).toMatchObject({
      kind: 'send',
    });
  });

  it('shows that an address is missing or refused', () => {
    expect(byMail({ hasAddress: false })).toMatchObject({ kind: 'suppressed', reason: 'no_address' });
    expect(byMail({ addressRefused: 'bounced' }, { critical: true })).toMatchObject({ reason: 'bounced' });
  });

  it('tells those who received what is corrected, whatever they follow now', () => {
    const correction = { eventClass: 'correction' as const, critical: true };
    expect(byMail({ watches: [], received: true }, correction)).toEqual({
      kind: 'send',
      decidedBy: 'received',
    });
  });
});

const scope = fc.constantFrom(`record:${RECORD}`, 'region:KZ-31', 'sector:energy', 'event-class:stage');
const watch = fc.record({
  scope,
  channels: fc.subarray([...CHANNELS], { minLength: 1 }),
  eventClasses: fc.option(fc.subarray([...EVENT_CLASSES], { minLength: 1 })),
  frequency: fc.option(fc.constantFrom(...FREQUENCIES)),
});
const preference = fc.record({
  scope: fc.constantFrom('all', `record:${RECORD}`, 'record:other', 'event-class:stage', 'event-class:money'),
  channel: fc.constantFrom(...CHANNELS),
  level: fc.constantFrom('on' as const, 'off' as const, 'stop' as const, null),
  frequency: fc.option(fc.constantFrom(...FREQUENCIES)),
});
const follower: fc.Arbitrary<Follower> = fc.record({
  userId: fc.constantFrom('actor', 'a', 'b', 'c', 'd', 'e', 'f'),
  hasAddress: fc.boolean(),
  notifyOwn: fc.boolean(),
  watches: fc.uniqueArray(watch, { selector: (one) => one.scope }),
  preferences: fc.uniqueArray(preference, { selector: (one) => `${one.scope} ${one.channel}` }),
  addressRefused: fc.constantFrom(null, null, 'bounced'),
  received: fc.boolean(),
  waitedIn: fc.constantFrom(null, null, 'daily' as const),
  locale: fc.constantFrom('en' as const, 'ru' as const),
  hours: fc.record({
    timeZone: fc.constantFrom('Asia/Almaty', 'Europe/Berlin'),
    digestHour: fc.integer({ min: 0, max: 23 }),
    digestWeekday: fc.integer({ min: 1, max: 7 }),
    quietHours: fc.constantFrom(null, { from: 22, to: 7 }, { from: 9, to: 18 }),
  }),
});
const people = fc.uniqueArray(follower, { selector: (one) => one.userId });
const topic = fc.record({
  id: fc.uuid(),
  stream: fc.constant(RECORD),
  eventClass: fc.constantFrom(...EVENT_CLASSES),
  critical: fc.boolean(),
  actorId: fc.constant('actor'),
});
const now = new Date('2026-11-27T17:30:00Z');
const at: PlanAt = {
  now,
  channels: [
    { name: 'in-app' as const, holdReason: null },
    { name: 'email' as const, holdReason: 'no_smtp' },
  ],
};

describe('a plan', () => {
  it('has at most one row a person and channel, the same ones in whatever order and pages the people come', () => {
    fc.assert(
      fc.property(topic, people, fc.nat(7), (about, all, cut) => {
        const rows = plan(about, all, at);
        expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
        const pages = [all.slice(cut).reverse(), all.slice(0, cut)].flatMap((page) => plan(about, page, at));
        expect(pages.map((row) => row.id).sort()).toEqual(rows.map((row) => row.id).sort());
      }),
    );
  });

  it('never tells the actor, never mails where there is no usable address or a link has stopped it', () => {
    fc.assert(
      fc.property(topic, people, (about, all) => {
        const planned = plan(about, all, at).filter((row) => row.state !== 'suppressed');
        for (const row of planned) {
          const reader = all.find(({ userId }) => userId === row.recipientId) as Follower;
          expect(reader.userId === 'actor' && !reader.notifyOwn).toBe(false);
          if (row.channel === 'in-app') continue;
          expect(reader.hasAddress && reader.addressRefused === null).toBe(true);
          expect(
            reader.preferences.some(
              ({ level, channel, scope: about_ }) =>
                level === 'stop' && channel === 'email' && ['all', `record:${RECORD}`].includes(about_),
            ),
          ).toBe(false);
        }
      }),
    );
  });

  it('tells nobody who neither follows nor received what is corrected', () => {
    fc.assert(
      fc.property(topic, people, (about, all) => {
        const strangers = all.map((one) => ({ ...one, watches: [], received: false }));
        expect(plan(about, strangers, at)).toEqual([]);
      }),
    );
  });

  it('always tells critical news in the app to those who follow the record, whatever they turned off', () => {
    fc.assert(
      fc.property(topic, people, (about, all) => {
        const readers = all.filter(
          (one) =>
            one.userId !== 'actor' &&
            one.watches.some((followed) => followed.scope === `record:${RECORD}`) &&
            !one.preferences.some(({ level, channel }) => level === 'stop' && channel === 'in-app'),
        );
        const rows = plan({ ...about, critical: true }, readers, at);
        for (const { userId } of readers) {
          expect(rows).toContainEqual(
            expect.objectContaining({ recipientId: userId, channel: 'in-app', state: 'planned' }),
          );
        }
      }),
    );
  });

  it('sends no more after something was turned off', () => {
    fc.assert(
      fc.property(topic, follower, preference, (about, one, turned) => {
        fc.pre(
          !one.preferences.some((kept) => kept.scope === turned.scope && kept.channel === turned.channel),
        );
        const level = turned.level === 'on' ? ('off' as const) : turned.level;
        const sent = (reader: Follower) =>
          plan(about, [reader], at)
            .filter((row) => row.state !== 'suppressed')
            .map((row) => row.channel);
        const before = sent(one);
        const after = sent({ ...one, preferences: [...one.preferences, { ...turned, level }] });
        expect(before).toEqual(expect.arrayContaining(after));
      }),
    );
  });

  it('marks what must wait because its channel is not ready', () => {
    const rows = plan(notice, [person], at);
    expect(rows.map(({ channel, holdReason }) => [channel, holdReason])).toEqual([
      ['in-app', null],
      ['email', 'no_smtp'],
    ]);
  });

  it('never holds or puts off the inbox, nor what is critical, but for the correction of what still waits', () => {
    fc.assert(
      fc.property(topic, people, (about, all) => {
        for (const row of plan(about, all, at)) {
          const reader = all.find(({ userId }) => userId === row.recipientId) as Follower;
          expect(row.state === 'held').toBe(row.digest !== null);
          if (row.digest !== null) expect(row.digest.closesAt.getTime()).toBeGreaterThan(now.getTime());
          const isUrgent = (about.critical || reader.received) && reader.waitedIn === null;
          if (row.channel === 'in-app' || isUrgent) expect([row.digest, row.nextAt]).toEqual([null, null]);
        }
      }),
    );
  });
});

describe('mail to a person who does not want it at once', () => {
  const mailTo = (changes: Partial<Follower>, about: Partial<PlannedNotice> = {}) =>
    plan({ ...notice, ...about }, [{ ...person, ...changes }], at).find(({ channel }) => channel === 'email');
  const often = (scope: string, frequency: Frequency) => ({
    ...{ scope, frequency, channel: 'email' as const, level: null },
  });
  const weekly = person.watches.map((one) => ({ ...one, frequency: 'weekly' as const }));

  it('waits for the next closing hour', () => {
    expect(mailTo({ preferences: [often('all', 'daily')] })).toMatchObject({
      ...{ state: 'held', holdReason: 'digest' },
      digest: { frequency: 'daily', closesAt: new Date('2026-11-28T04:00:00Z') },
    });
    expect(mailTo({ watches: weekly })?.digest).toEqual({
      frequency: 'weekly',
      closesAt: new Date('2026-11-30T04:00:00Z'),
    });
  });

  it('takes the most particular wish: record, class, follow, all', () => {
    const frequency = (preferences: Follower['preferences']) =>
      mailTo({ watches: weekly, preferences })?.digest?.frequency;
    expect(frequency([often('all', 'daily')])).toBe('weekly');
    expect(frequency([often('all', 'at-once'), often('event-class:stage', 'daily')])).toBe('daily');
    expect(
      frequency([often('event-class:stage', 'daily'), often(`record:${RECORD}`, 'at-once')]),
    ).toBeUndefined();
    expect(frequency([often('event-class:money', 'daily')])).toBe('weekly');
  });

  it('is not held when it is critical or corrects what was received, but joins what it corrects where that waits', () => {
    const preferences = [often('all', 'daily')];
    expect(mailTo({ preferences }, { critical: true })).toMatchObject({ state: 'planned', digest: null });
    expect(mailTo({ preferences, received: true })).toMatchObject({ state: 'planned', digest: null });
    expect(mailTo({ received: true, waitedIn: 'weekly' }, { critical: true })).toMatchObject({
      ...{ state: 'held', digest: { frequency: 'weekly' } },
    });
  });

  it('is put off to the end of quiet hours, unless it is critical', () => {
    const hours = { ...person.hours, quietHours: { from: 22, to: 7 } };
    expect(mailTo({ hours })).toMatchObject({ state: 'planned', nextAt: new Date('2026-11-28T02:00:00Z') });
    expect(mailTo({ hours }, { critical: true })).toMatchObject({ state: 'planned', nextAt: null });
  });
});
