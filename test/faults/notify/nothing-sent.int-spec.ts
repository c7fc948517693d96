import type { FollowScope } from '#contracts';
import { beginRebuild, registerProjection } from '#projections';
import { newId } from '#platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { openNotifyRegistry, type NotifyRegistry } from '../../support/notify/registry.js';
import { notificationsOf } from '../../support/notify/running.js';
import { openRegister, type RegisterHarness } from '../../support/projections/register-harness.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import type { Notifications } from '#notifications';

let db: TestDatabase;
let register: RegisterHarness;
let registry: NotifyRegistry;
let sink: SmtpSink;
let running: Notifications;
beforeAll(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
  registry = openNotifyRegistry(db);
  sink = await startSmtpSink();
});
afterAll(async () => {
  await running.stop();
  await register.stop();
  await registry.stop();
  await sink.stop();
  await db.drop();
});

const start = async () => {
  running = notificationsOf(db, registry, { smtpUrl: sink.url });
  await running.start();
};
const planned = () =>
  eventually('everything is planned', async () => (await registry.services.status.read()).lag === '0');
const sent = async () => {
  const { rows } = await registry.pool.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM notify.delivery',
  );
  return [rows[0]?.count, sink.mails.length];
};

/** Somebody who would be told of everything that the first portfolio holds. */
async function curious(): Promise<string> {
  const userId = newId();
  await registry.services.settings.save(userId, {
    email: 'curious@example.org',
    locale: 'en',
    timeZone: 'Asia/Almaty',
    notifyOwnActs: true,
  });
  const scopes: FollowScope[] = (['stage', 'plan', 'money', 'correction', 'end'] as const).map((key) => ({
    kind: 'event-class',
    key,
  }));
  for (const scope of scopes) {
    await registry.services.follows.follow(userId, {
      scope,
      channels: ['in-app', 'email'],
      eventClasses: null,
    });
  }
  return userId;
}

describe('nothing is sent', () => {
  it('of the first portfolio, of a full rebuild and of a restart; what happens then is told', async () => {
    const userId = await curious();
    await start();
    expect(await register.loadPortfolio()).toBeGreaterThan(0);
    await planned();
    expect(await sent()).toEqual([0, 0]);

    await register.run();
    await register.settled();
    const generation = await beginRebuild(register.pool, registerProjection);
    await eventually('the rebuilt read model serves', async () => {
      const { rows } = await register.pool.query<{ live: number }>(
        'SELECT live_generation AS live FROM views.projection WHERE name = $1',
        [registerProjection.name],
      );
      return rows[0]?.live === generation;
    });
    await running.stop();
    await start();
    await planned();
    expect(await sent()).toEqual([0, 0]);

    const { id } = await register.give('RegisterProject', 'project', undefined, {
      titles: { en: 'New plant' },
      deliveryMode: 'build',
    });
    await eventually(
      'the new project is told',
      async () => (await registry.services.inbox.unread(userId)) === 1,
    );
    await eventually('and mailed', () => sink.mails.length === 1);
    expect(sink.mails[0]?.mail.text).toContain(`/projects/${id}`);
  });

  it('by a role that only builds read models', async () => {
    const { rows } = await registry.pool.query<{ may: boolean }>(
      `SELECT has_table_privilege('es_projector', t, 'INSERT') AS may
       FROM unnest(ARRAY['notify.notification', 'notify.delivery', 'notify.subscription']) AS t ORDER BY t`,
    );
    expect(rows.map(({ may }) => may)).toEqual([false, false, false]);
  });
});
