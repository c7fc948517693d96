import type { Delivery, FollowRequest } from '#contracts';
import { newId } from '#platform';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  addressOf,
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../../../test/support/notify/registry.js';
import { notificationsOf } from '../../../../test/support/notify/running.js';
import { startSmtpSink, type SmtpSink } from '../../../../test/support/smtp-sink.js';
import type { Notifications } from '../create-notifications.js';

describe('mail in digests', () => {
  let db: TestDatabase;
  let registry: NotifyRegistry;
  let sink: SmtpSink;
  let notifications: Notifications;

  beforeAll(async () => {
    db = await cloneDatabase();
    registry = openNotifyRegistry(db);
    sink = await startSmtpSink();
    notifications = notificationsOf(db, registry, { smtpUrl: sink.url });
    await notifications.start();
  });
  afterEach(() => sink.answer(() => undefined));
  afterAll(async () => {
    await notifications.stop();
    await registry.stop();
    await sink.stop();
    await db.drop();
  });

  const daily = { scope: { kind: 'all' }, channel: 'email', frequency: 'daily' } as const;
  const newReader = async (plant: string) => {
    const reader = await registry.newFollower(plant);
    await registry.services.settings.setPreference(reader, daily);
    return reader;
  };
  const mailsTo = (userId: string) =>
    sink.mails.filter(({ to }) => to.includes(addressOf(userId))).map(({ mail }) => mail);
  const byMail = async (userId: string): Promise<readonly Delivery[]> =>
    (await registry.services.deliveries.list({ recipientId: userId, channel: 'email', limit: 200 })).items;
  const inState = (userId: string, state: Delivery['state'], count: number) =>
    eventually(`${count} deliveries by mail are ${state}`, async () => {
      const found = (await byMail(userId)).filter((one) => one.state === state);
      return found.length === count ? found : undefined;
    });
  const windowsOf = async (userId: string) => {
    const { rows } = await registry.pool.query<{ frequency: string; state: string; closesAt: Date }>(
      `SELECT frequency, state, closes_at AS "closesAt" FROM notify.digest_window
       WHERE recipient_id = $1 ORDER BY opened_at, id`,
      [userId],
    );
    return rows;
  };
  const close = (userId: string) =>
    registry.pool.query(
      `UPDATE notify.digest_window SET closes_at = now() - interval '1 second' WHERE recipient_id = $1 AND state = 'open'`,
      [userId],
    );
  const mailed = (userId: string, count = 1) =>
    eventually(`${count} mails have come`, () => {
      const mails = mailsTo(userId);
      return mails.length === count ? mails : undefined;
    });
  const windowIs = (userId: string, state: string) =>
    eventually(`the window is ${state}`, async () => (await windowsOf(userId)).at(-1)?.state === state);
  const milestoneId = newId();
  const planned = {
    type: 'MilestonePlanned',
    data: { milestoneId, code: 'handover', plannedOn: '2027-06-30', basis: 'announced' },
  } as const;
  const moved = (from: string, to: string) => ({
    type: 'MilestoneRescheduled' as const,
    data: { milestoneId, from, to, reasonCode: 'permits' as const },
  });

  it('waits for the hour, shows until when, and comes as one mail grouped by record', async () => {
    const [plant, other] = [await registry.newPlant(), await registry.newPlant()];
    const reader = await newReader(plant);
    const follow: FollowRequest = {
      ...{ scope: { kind: 'record', key: other }, channels: ['in-app', 'email'], eventClasses: null },
    };
    await registry.services.follows.follow(reader, follow);
    await registry.record(plant, [constructionStarted], { occurredOn: '2026-11' });
    await registry.record(other, [constructionStarted]);
    await registry.record(plant, [{ type: 'ConstructionCompleted', data: {} }]);

    const held = await inState(reader, 'held', 3);
    const [window] = await windowsOf(reader);
    expect(held.map(({ holdReason, digestAt }) => [holdReason, digestAt])).toEqual(
      held.map(() => ['digest', window?.closesAt.toISOString()]),
    );
    expect(window?.closesAt.toISOString()).toMatch(/T04:00:00.000Z$/);
    await eventually(
      'the inbox has them at once',
      async () => (await registry.services.inbox.unread(reader)) === 3,
    );
    expect(mailsTo(reader)).toEqual([]);

    await close(reader);
    const [mail] = await mailed(reader);
    expect(mail?.subject).toBe('3 updates: Steel plant and 1 other entry');
    expect(mail?.text?.match(/^- .*$/gm)).toEqual([
      '- construction has started',
      '- construction is complete',
      '- construction has started',
    ]);
    expect(mail?.text).toContain(`${plant.replace('project-', '')}`);
    expect(mail?.text).toContain('You get this once a day because you chose a daily digest.');
    expect(mail?.headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringContaining('https://') },
    });
    const sent = await inState(reader, 'accepted', 4);
    expect(sent.map(({ message }) => message).sort()).toEqual([
      'digest',
      'project.construction-completed',
      'project.construction-started',
      'project.construction-started',
    ]);
  });

  it('tells several changes of one milestone as the change that they make, with their number', async () => {
    const plant = await registry.newPlant();
    await registry.record(plant, [planned]);
    const reader = await newReader(plant);
    await registry.record(plant, [moved('2027-06-30', '2027-07-31')]);
    await registry.record(plant, [moved('2027-07-31', '2027-07-10')]);
    await registry.record(plant, [moved('2027-07-10', '2027-07-20')]);
    await inState(reader, 'held', 3);
    await close(reader);
    const [mail] = await mailed(reader);
    expect(mail?.subject).toBe('1 update: Steel plant');
    expect(mail?.text).toContain('- new date for: handover (3 changes since the last digest)');
    expect(mail?.text).toContain('Earlier date: 30 June 2027');
    expect(mail?.text).toContain('New date: 20 July 2027');
    expect(mail?.text).toContain('Later by: 20 days');
    expect(mail?.text).not.toContain('31 July');
  });

  it('lets critical news through at once', async () => {
    const plant = await registry.newPlant();
    const reader = await newReader(plant);
    await registry.record(plant, [
      { type: 'ProjectCancelled', data: { byParties: [], reasonCode: 'finance', reason: 'No money.' } },
    ]);
    const [mail] = await mailed(reader);
    expect(mail?.subject).toBe('Steel plant: the project has been cancelled');
    expect(await windowsOf(reader)).toEqual([]);
  });

  it('tells only what is right when what waits is corrected, and nothing when it is retracted', async () => {
    const plant = await registry.newPlant();
    const reader = await newReader(plant);
    const [wrong = ''] = await registry.record(plant, [constructionStarted], { occurredOn: '2026-10' });
    const [gone = ''] = await registry.record(plant, [{ type: 'ConstructionCompleted', data: {} }]);
    await inState(reader, 'held', 2);
    const explanation = 'It was read wrongly.';
    await registry.record(plant, [
      {
        type: 'EventCorrected',
        data: {
          targetEventId: wrong,
          reasonCode: 'incorrectData',
          patch: { occurredOn: '2026-11' },
          explanation,
        },
      },
      { type: 'EventRetracted', data: { targetEventId: gone, reasonCode: 'wrongRecord', explanation } },
    ]);
    await inState(reader, 'superseded', 2);
    await inState(reader, 'held', 2);
    await close(reader);
    const [mail] = await mailed(reader);
    expect(mail?.subject).toBe('1 update: Steel plant');
    expect(mail?.text).toContain('- construction has started');
    expect(mail?.text).toContain('When: November 2026');
    expect(mail?.text).not.toMatch(/October|Told before|complete/);
    const [left] = await inState(reader, 'suppressed', 1);
    expect(left?.reason).toBe('retracted');
    expect(mailsTo(reader)).toHaveLength(1);

    // What the digest told has been told: its correction does not wait.
    await registry.record(plant, [
      {
        type: 'EventCorrected',
        data: {
          targetEventId: wrong,
          reasonCode: 'incorrectData',
          patch: { occurredOn: '2026-09' },
          explanation,
        },
      },
    ]);
    const [, again] = await mailed(reader, 2);
    expect(again?.text).toContain('Told before: construction has started; When: November 2026');
  });

  it('leaves out what was read in the inbox, and is not sent when nothing is left', async () => {
    const plant = await registry.newPlant();
    const reader = await newReader(plant);
    await registry.record(plant, [constructionStarted]);
    await inState(reader, 'held', 1);
    await eventually('the inbox has it', async () => (await registry.services.inbox.unread(reader)) === 1);
    await registry.services.inbox.markRead(reader, { all: true });
    await close(reader);
    await windowIs(reader, 'empty');
    const deliveries = await byMail(reader);
    expect(deliveries.map(({ state, reason }) => [state, reason])).toEqual([['suppressed', 'read_in_app']]);
    expect(mailsTo(reader)).toEqual([]);
  });

  it('obeys what is stopped after the plan: a mute, a link, an end of the follow', async () => {
    const plant = await registry.newPlant();
    const [muted, stopped, left] = [await newReader(plant), await newReader(plant), await newReader(plant)];
    await registry.record(plant, [constructionStarted]);
    for (const one of [muted, stopped, left]) await inState(one, 'held', 1);
    const scope = { kind: 'record', key: plant } as const;
    await registry.services.settings.setPreference(muted, { scope, channel: 'email', level: 'off' });
    await registry.pool.query(
      `INSERT INTO notify.preference (id, user_id, scope, channel, level) VALUES ($1, $2, $3, 'email', 'stop')`,
      [newId(), stopped, `record:${plant}`],
    );
    for (const { id } of (await registry.services.follows.list(left)).items) {
      await registry.services.follows.unfollow(left, id);
    }
    for (const one of [muted, stopped, left]) await close(one);
    for (const [one, reason] of [
      ...([[muted, 'muted']] as const),
      ...([
        [stopped, 'late_optout'],
        [left, 'late_optout'],
      ] as const),
    ]) {
      const [delivery] = await inState(one, 'suppressed', 1);
      expect(delivery?.reason).toBe(reason);
      expect(mailsTo(one)).toEqual([]);
    }
  });

  it('moves the hour with the settings, what waits with the preference, and lets it go at once when that is chosen', async () => {
    const plant = await registry.newPlant();
    const reader = await newReader(plant);
    await registry.record(plant, [constructionStarted]);
    await inState(reader, 'held', 1);
    const { settings } = registry.services;
    await settings.save(reader, {
      ...(await settings.read(reader)),
      ...{ timeZone: 'America/New_York', digestHour: 18 },
    });
    const hourIn = (at: Date | undefined) =>
      at?.toLocaleString('en-GB', { timeZone: 'America/New_York', hour: 'numeric', minute: 'numeric' });
    expect((await windowsOf(reader)).map(({ closesAt }) => hourIn(closesAt))).toEqual(['18:00']);

    await settings.setPreference(reader, { ...daily, frequency: 'weekly' });
    const [moved] = await inState(reader, 'held', 1);
    const weekly = (await windowsOf(reader)).find(({ frequency }) => frequency === 'weekly');
    expect(moved?.digestAt).toBe(weekly?.closesAt.toISOString());
    expect(weekly?.closesAt.toLocaleString('en-GB', { timeZone: 'America/New_York', weekday: 'long' })).toBe(
      'Monday',
    );

    await settings.setPreference(reader, { ...daily, frequency: 'at-once' });
    const [mail] = await mailed(reader);
    expect(mail?.subject).toBe('Steel plant: construction has started');
    await close(reader);
    await windowIs(reader, 'empty');
    expect(mailsTo(reader)).toHaveLength(1);
  });

  it('is given up as one, and replayed as one', async () => {
    const plant = await registry.newPlant();
    const reader = await newReader(plant);
    await registry.record(plant, [constructionStarted]);
    await inState(reader, 'held', 1);
    sink.answer((recipient) =>
      recipient === addressOf(reader) ? { code: 554, text: '5.6.0 not today' } : undefined,
    );
    await close(reader);
    const dead = await inState(reader, 'dead', 2);
    expect(mailsTo(reader)).toEqual([]);
    sink.answer(() => undefined);
    const digest = dead.find(({ message }) => message === 'digest');
    await registry.services.deliveries.replay(digest?.id ?? '', newId());
    await inState(reader, 'accepted', 2);
    expect(mailsTo(reader)).toHaveLength(1);
  });

  it('ends by the link of its mail', async () => {
    const plant = await registry.newPlant();
    const reader = await newReader(plant);
    await registry.record(plant, [constructionStarted]);
    await inState(reader, 'held', 1);
    await close(reader);
    const [mail] = await mailed(reader);
    const token = /unsubscribe\/([^\s>]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(await registry.services.unsubscribe.view(token)).toMatchObject({ record: null, scopes: ['all'] });
    expect(await registry.services.unsubscribe.apply(token, 'record')).toMatchObject({ stopped: ['all'] });
    await registry.record(plant, [{ type: 'ConstructionCompleted', data: {} }]);
    const [later] = await inState(reader, 'suppressed', 1);
    expect(later?.reason).toBe('unsubscribed');
  });
});
