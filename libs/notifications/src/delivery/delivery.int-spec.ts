import type { Delivery } from '#contracts';
import { createFailPoint, createLogger } from '#platform';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  addressOf,
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../../../test/support/notify/registry.js';
import { notificationsOf, type RunOptions } from '../../../../test/support/notify/running.js';
import { startSmtpSink, type SmtpSink } from '../../../../test/support/smtp-sink.js';
import type { Channel, Message, Outcome } from '../channels/channel.js';
import type { Notifications } from '../create-notifications.js';
import { batchesOf } from '../relay/relay.js';
import { unsubscribeToken } from '../unsubscribe/token.js';
import { pauseAfter, MOST_ATTEMPTS } from './back-off.js';
import { claim } from './claim.js';
import { Deliverer } from './deliver.js';
import { Marks, type Mark } from './marks.js';

let db: TestDatabase;
let registry: NotifyRegistry;
let sink: SmtpSink;
let pool: pg.Pool;
const running: Notifications[] = [];

beforeAll(async () => {
  db = await cloneDatabase();
  registry = openNotifyRegistry(db);
  sink = await startSmtpSink();
  pool = registry.pool;
});
afterEach(async () => {
  await stop();
  sink.answer(() => undefined);
});
afterAll(async () => {
  await registry.stop();
  await sink.stop();
  await db.drop();
});

const start = async (options: RunOptions = {}) => {
  const notifications = notificationsOf(db, registry, { smtpUrl: sink.url, ...options });
  running.push(notifications);
  await notifications.start();
};
const stop = async () => {
  await Promise.all(running.splice(0).map((notifications) => notifications.stop()));
};
const mailOf = async (recipientId: string): Promise<Delivery | undefined> =>
  (await registry.services.deliveries.list({ recipientId, channel: 'email', limit: 1 })).items[0];
const mailIn = (recipientId: string, state: Delivery['state'], attempts = 1) =>
  eventually(`the mail is ${state}`, async () => {
    const delivery = await mailOf(recipientId);
    return delivery?.state === state && delivery.attempts.length >= attempts ? delivery : undefined;
  });
const mailsTo = (userId: string) => sink.mails.filter(({ to }) => to.includes(addressOf(userId)));

/** A follower with one planned mail that nobody has begun to send. */
async function plannedMail(): Promise<{ follower: string; delivery: Delivery }> {
  const plant = await registry.newPlant();
  const follower = await registry.newFollower(plant);
  await start({ smtpUrl: undefined });
  await registry.record(plant, [constructionStarted]);
  const delivery = await eventually('the mail is planned', () => mailOf(follower));
  await stop();
  await pool.query('UPDATE notify.delivery SET hold_reason = NULL WHERE id = $1', [delivery.id]);
  return { follower, delivery };
}

/** A deliverer over a channel that answers as told. */
function delivererOf(
  send: (message: Message) => Promise<Outcome>,
  marks = new Marks(pool, createLogger('silent')),
) {
  const channel: Channel = {
    kind: 'sending',
    name: 'email',
    concurrency: { direct: 1, bulk: 1 },
    holdReason: null,
    send,
    close: async () => undefined,
  };
  const failPoint = createFailPoint(undefined);
  return new Deliverer({ pool, channel, marks, leaseSeconds: 60, logger: createLogger('silent'), failPoint });
}

describe('a mail that the server refuses', () => {
  it('is dead at once when the address does not exist, and the address gets nothing more', async () => {
    const plant = await registry.newPlant();
    const follower = await registry.newFollower(plant);
    sink.answer(() => ({ code: 550, text: '5.1.1 no such user' }));
    await start();
    await registry.record(plant, [constructionStarted]);
    const dead = await mailIn(follower, 'dead');
    expect(dead).toMatchObject({ reason: 'SMTP_550', attempts: [{ outcome: 'dead', code: 'SMTP_550' }] });
    expect(JSON.stringify(dead)).not.toContain(addressOf(follower));

    sink.answer(() => undefined);
    await registry.record(plant, [{ type: 'ConstructionCompleted', data: {} }]);
    const next = await eventually('the next mail is suppressed', async () => {
      const delivery = await mailOf(follower);
      return delivery?.state === 'suppressed' ? delivery : undefined;
    });
    expect(next).toMatchObject({ reason: 'bounced', decidedBy: 'address' });
    expect(mailsTo(follower)).toEqual([]);
  });

  it('is tried again after about a minute when the server asks for it', async () => {
    const plant = await registry.newPlant();
    const follower = await registry.newFollower(plant);
    sink.answer(() => ({ code: 451, text: '4.3.0 try later' }));
    await start();
    await registry.record(plant, [constructionStarted]);
    const waiting = await mailIn(follower, 'planned');
    expect(waiting.attempts).toMatchObject([{ attempt: 1, outcome: 'retry', code: 'SMTP_451' }]);
    const seconds = (Date.parse(waiting.nextAt ?? '') - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThanOrEqual(60);

    sink.answer(() => undefined);
    await pool.query('UPDATE notify.delivery SET next_at = now() WHERE id = $1', [waiting.id]);
    const accepted = await mailIn(follower, 'accepted', 2);
    expect(accepted.attempts.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'retry'],
      [2, 'accepted'],
    ]);
    expect(mailsTo(follower).map(({ mail }) => mail.messageId)).toEqual([
      `<${accepted.id}.0@tracker.example.org>`,
    ]);
  });

  it('can be replayed by a person, once, as a new message', async () => {
    const { follower, delivery } = await plannedMail();
    await delivererOf(async () => ({ kind: 'dead', code: 'SMTP_554' })).deliver({ ids: [delivery.id] });
    const { deliveries } = registry.services;
    const operator = '0192f0c1-0000-7000-8000-0000000000ff';
    expect((await deliveries.list({ state: 'dead', recipientId: follower, limit: 5 })).items).toHaveLength(1);
    expect(await deliveries.replay(delivery.id, operator)).toMatchObject({
      kind: 'replayed',
      delivery: { gen: 1 },
    });
    expect(await deliveries.replay(delivery.id, operator)).toEqual({ kind: 'not-dead', state: 'planned' });
    expect(await deliveries.replay(operator, operator)).toEqual({ kind: 'not-found' });
    await start();
    const accepted = await mailIn(follower, 'accepted', 2);
    expect(accepted.attempts.map(({ gen, outcome }) => [gen, outcome])).toEqual([
      [0, 'dead'],
      [1, 'accepted'],
    ]);
    expect(mailsTo(follower)[0]?.mail.messageId).toBe(`<${delivery.id}.1@tracker.example.org>`);
  });

  it('is dead after its last attempt', async () => {
    const { follower, delivery } = await plannedMail();
    await pool.query('UPDATE notify.delivery SET attempt = $2 WHERE id = $1', [
      delivery.id,
      MOST_ATTEMPTS - 1,
    ]);
    await delivererOf(async () => ({ kind: 'retry', code: 'SMTP_451' })).deliver({ ids: [delivery.id] });
    expect(await mailOf(follower)).toMatchObject({ state: 'dead', reason: 'SMTP_451' });
  });

  it('makes the rest of its batch wait when the server asks to go slower, without counting an attempt', async () => {
    const [first, second] = [await plannedMail(), await plannedMail()];
    const sent: string[] = [];
    const deliverer = delivererOf(async ({ id }) => {
      sent.push(id);
      return { kind: 'retry', code: 'SMTP_421', slowDown: 30_000 };
    });
    const ids = [first.delivery.id, second.delivery.id];
    await pool.query('UPDATE notify.delivery SET hold_reason = NULL WHERE id = ANY ($1)', [ids]);
    await deliverer.deliver({ ids });
    expect(sent).toHaveLength(1);
    const spared = sent[0] === first.delivery.id ? second : first;
    const waiting = await mailOf(spared.follower);
    expect(waiting).toMatchObject({ state: 'planned', attempt: 0, attempts: [] });
    expect(Date.parse(waiting?.nextAt ?? '')).toBeGreaterThan(Date.now() + 20_000);
  });
});

describe('between the plan and the sending', () => {
  it('an unsubscribe wins', async () => {
    const { follower, delivery } = await plannedMail();
    const { rows } = await pool.query<{ key: Buffer }>(
      'SELECT link_key AS key FROM notify.recipient WHERE user_id = $1',
      [follower],
    );
    const token = unsubscribeToken(delivery.id, rows[0]?.key ?? Buffer.alloc(0));
    expect(await registry.services.unsubscribe.apply(token, 'record')).toMatchObject({ stopped: ['record'] });
    await start();
    expect(await mailIn(follower, 'suppressed')).toMatchObject({ reason: 'late_optout' });
    expect(mailsTo(follower)).toEqual([]);
  });

  it('a new address is used, and a follow that ended counts', async () => {
    const moved = await plannedMail();
    const gone = await plannedMail();
    await registry.services.settings.save(moved.follower, {
      email: 'new@example.org',
      locale: 'ru',
      timeZone: 'Asia/Almaty',
      notifyOwnActs: false,
    });
    for (const { id } of (await registry.services.follows.list(gone.follower)).items) {
      await registry.services.follows.unfollow(gone.follower, id);
    }
    await start();
    await mailIn(moved.follower, 'accepted');
    expect(sink.mails.at(-1)).toMatchObject({ to: ['new@example.org'] });
    expect(sink.mails.at(-1)?.mail.subject).toContain('начато строительство');
    expect(await mailIn(gone.follower, 'suppressed')).toMatchObject({ reason: 'late_optout' });
  });
});

describe('the claim of a row', () => {
  it('is given to one of many that ask at the same time', async () => {
    const { delivery } = await plannedMail();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(pool, [delivery.id], 60)));
    expect(claims.flat()).toHaveLength(1);
  });

  it('waits for the relay that is noting the row, and then gets it: no job is done in vain', async () => {
    const { delivery } = await plannedMail();
    const noting = await pool.connect();
    await noting.query('BEGIN');
    await noting.query('UPDATE notify.delivery SET enqueued_at = now() WHERE id = $1', [delivery.id]);
    const claiming = claim(pool, [delivery.id], 60);
    const owner = db.ownerPool();
    await eventually('the claim waits', async () => {
      const { rows } = await owner.query<{ waiting: boolean }>(
        `SELECT EXISTS (SELECT FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%WITH free AS%') AS waiting`,
      );
      return rows[0]?.waiting;
    });
    await noting.query('COMMIT');
    noting.release();
    expect(await claiming).toHaveLength(1);
  });

  it('passes on when its lease ends; the first holder can then neither mark nor extend, and is seen as lost', async () => {
    const { follower, delivery } = await plannedMail();
    const [late] = await claim(pool, [delivery.id], 0.001);
    const sent: string[] = [];
    const next = delivererOf(async ({ id }) => {
      sent.push(id);
      return { kind: 'accepted' };
    });
    await eventually('the lease has ended', async () => {
      await next.deliver({ ids: [delivery.id] });
      return sent.length === 1;
    });
    const mark = (state: Mark['state'], outcome: Mark['outcome']): Mark => ({
      ...{
        code: null,
        note: null,
        pause: 0,
        reference: null,
        bodyHash: null,
        templateVersion: null,
        items: [],
      },
      ...{ claim: late as NonNullable<typeof late>, state, outcome },
    });
    const marks = new Marks(pool, createLogger('silent'));
    expect(await marks.store(mark('dead', 'dead'))).toBe(false);
    expect(await mailOf(follower)).toMatchObject({
      state: 'accepted',
      attempts: [
        { attempt: 1, outcome: 'lost', code: 'LEASE_ENDED' },
        { attempt: 2, outcome: 'accepted' },
      ],
    });
  });

  it('is not given for rows that wait, are held or are at their end', async () => {
    const { delivery } = await plannedMail();
    for (const change of [
      "next_at = now() + interval '1 hour'",
      "hold_reason = 'no_smtp'",
      "state = 'superseded'",
    ]) {
      await pool.query(`UPDATE notify.delivery SET ${change} WHERE id = $1`, [delivery.id]);
      expect(await claim(pool, [delivery.id], 60)).toEqual([]);
      await pool.query(
        "UPDATE notify.delivery SET next_at = now(), hold_reason = NULL, state = 'planned' WHERE id = $1",
        [delivery.id],
      );
    }
    expect(await claim(pool, [delivery.id], 60)).toHaveLength(1);
  });
});

describe('an outcome', () => {
  it('waits for a database that is away and is stored when it is back', async () => {
    const { follower, delivery } = await plannedMail();
    const owner = db.ownerPool();
    const breaking = db.appPool({ applicationName: 'breaking', max: 1 });
    const marks = new Marks(breaking, createLogger('silent'));
    const sent: string[] = [];
    const deliverer = delivererOf(async ({ id }) => {
      await owner.query('REVOKE UPDATE ON notify.delivery FROM es_notifier');
      sent.push(id);
      return { kind: 'accepted' };
    }, marks);
    const done = deliverer.deliver({ ids: [delivery.id] });
    await eventually('it was sent', () => sent.length === 1);
    await eventually('its mark was refused', async () => (await mailOf(follower))?.state === 'sending');
    await owner.query('GRANT UPDATE ON notify.delivery TO es_notifier');
    await done;
    expect(await mailOf(follower)).toMatchObject({ state: 'accepted', attempts: [{ outcome: 'accepted' }] });
    expect(sent).toHaveLength(1);
  });
});

describe('the pauses', () => {
  it('grow from about a minute to a day and then end', () => {
    const shortest = Array.from({ length: MOST_ATTEMPTS }, (_, index) => pauseAfter(index + 1, () => 0));
    const longest = Array.from({ length: MOST_ATTEMPTS }, (_, index) => pauseAfter(index + 1, () => 1));
    const minutes = [1, 5, 30, 120, 360, 720, 1440];
    expect(longest).toEqual([...minutes.map((minute) => minute * 60_000), undefined]);
    expect(shortest).toEqual([...minutes.map((minute) => minute * 30_000), undefined]);
  });
});

describe('the batches', () => {
  it('are spread over the workers while few, and hold 100 at most', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `${index}` }));
    const sizes = (count: number, concurrency: number) =>
      batchesOf(rows(count), concurrency).map(({ length }) => length);
    expect(sizes(1, 4)).toEqual([1]);
    expect(sizes(10, 4)).toEqual([3, 3, 3, 1]);
    expect(sizes(250, 2)).toEqual([100, 100, 50]);
    expect(batchesOf(rows(250), 2).flat()).toHaveLength(250);
  });
});
