import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { addressOf, constructionStarted } from '../../support/notify/registry.js';
import { notifyWorld } from './notify-world.js';
import { startWorker } from './worker-child.js';

const FOLLOWERS = 20;

describe('a process that is killed while digests close and are sent', () => {
  const world = notifyWorld();

  const newReaders = async (plant: string) => {
    const readers: string[] = [];
    for (let index = 0; index < FOLLOWERS; index += 1) {
      const reader = await world.registry.newFollower(plant);
      await world.registry.services.settings.setPreference(reader, {
        ...{ scope: { kind: 'all' }, channel: 'email', frequency: 'daily' },
      });
      readers.push(reader);
    }
    return readers;
  };
  const statesOf = async (readers: readonly string[]) => {
    const { rows } = await world.registry.pool.query<{ what: string; count: number }>(
      `SELECT CASE WHEN digest_window_id IS NULL THEN 'notice ' ELSE 'digest ' END || state AS what, count(*)::integer
       FROM notify.delivery WHERE recipient_id = ANY ($1) AND channel = 'email' GROUP BY 1 ORDER BY 1`,
      [readers],
    );
    return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
  };
  const become = (readers: readonly string[], states: Readonly<Record<string, number>>) =>
    eventually(
      `the deliveries are ${JSON.stringify(states)}`,
      async () => JSON.stringify(await statesOf(readers)) === JSON.stringify(states),
      30_000,
    );

  it.each([
    'flusher-before-commit',
    'flusher-after-commit',
    'worker-after-claim',
    'worker-before-send',
    'worker-after-send',
  ])('at %s', async (step) => {
    const settings = { databaseUrl: world.db.url, smtpUrl: world.sink.url };
    const plant = await world.registry.newPlant();
    const readers = await newReaders(plant);
    const planner = await startWorker(settings);
    await world.registry.record(plant, [constructionStarted, { type: 'ConstructionCompleted', data: {} }]);
    await become(readers, { 'notice held': 2 * FOLLOWERS });
    planner.signal('SIGKILL');
    await planner.ended;
    await world.registry.pool.query("UPDATE notify.digest_window SET closes_at = now() WHERE state = 'open'");

    const first = await startWorker({ ...settings, failPoint: step });
    expect(await first.ended).toBe('SIGKILL');
    await startWorker(settings);
    await become(readers, { 'digest accepted': FOLLOWERS, 'notice accepted': 2 * FOLLOWERS });

    const ids = world.sink.messageIds();
    expect(new Set(ids).size).toBe(FOLLOWERS);
    // As with single mails: taken by the server and not yet marked, it comes again under the same Message-ID.
    expect(ids.length > FOLLOWERS).toBe(step === 'worker-after-send');
    for (const reader of readers) {
      const mails = world.sink.mails.filter(({ to }) => to.includes(addressOf(reader)));
      expect(new Set(mails.map(({ mail }) => mail.subject))).toEqual(new Set(['2 updates: Steel plant']));
    }
  });
});
