import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue } from '#event-store';
import { createNotifications } from '#notifications';
import { createLogger, createPool, newId } from '#platform';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { openStore } from './log.mjs';

const envelope = {
  occurredOn: '2026-11',
  actor: { id: newId(), role: 'staff' },
  command: 'StartConstruction',
  correlation: newId(),
  sources: [{ publisher: 'Akimat of Zhambyl region', title: 'Works began', class: 'officialAct' }],
  basis: 'reported',
  visibility: 'public',
  backfill: false,
  origin: 'live',
};

const FOLLOWERS = `
  WITH people AS (SELECT gen_random_uuid() AS id FROM generate_series(1, $2)), settings AS (
    INSERT INTO notify.recipient (user_id, email, locale, link_key)
    SELECT id, id || '@example.org', 'kk', sha256(id::text::bytea) FROM people
  )
  INSERT INTO notify.watch (id, user_id, scope, label, channels)
  SELECT gen_random_uuid(), id, 'record:' || $1, $1, ARRAY['email'] FROM people`;

const OPEN = "SELECT count(*)::integer AS open FROM notify.delivery WHERE state IN ('planned', 'sending')";

/** Notifications that send by mail: into nothing, counting, or over SMTP into a sink that counts Message-IDs. */
export async function openNotifications(server, { redisUrl, nullChannel }) {
  await server.query(
    `TRUNCATE notify.watch, notify.recipient, notify.inbox, notify.delivery_attempt, notify.delivery, notify.notification,
     notify.subscription CASCADE`,
  );
  const { store, close } = openStore(server.url, { catalogue: createCatalogue(EVENT_CATALOGUE) });
  const pool = createPool({ url: server.url, applicationName: 'bench-notify', max: 20 });
  const sent = new Map();
  const count = (id) => sent.set(id, (sent.get(id) ?? 0) + 1);
  const sink = nullChannel ? undefined : await startSink(count);
  const acceptedAt = new Map();
  const notifications = createNotifications({
    pool,
    databaseUrl: server.url,
    store,
    logger: createLogger('error'),
    config: {
      redisUrl,
      smtpUrl: sink?.url,
      mailFrom: 'Agreement Tracker <updates@tracker.example.org>',
      baseUrl: 'https://tracker.example.org',
      notifyLeaseSeconds: 60,
      notifyRelaySeconds: 1,
      notifyRequeueSeconds: 120,
    },
    ...(nullChannel
      ? {
          channels: [
            {
              kind: 'sending',
              name: 'email',
              concurrency: { direct: 4, bulk: 64 },
              holdReason: null,
              send: async ({ id, recipientId }) => {
                count(id);
                acceptedAt.set(recipientId, performance.now());
                return { kind: 'accepted' };
              },
              close: async () => undefined,
            },
          ],
        }
      : {}),
  });
  await notifications.start();

  const record = async (stream, events) => {
    const commandId = newId();
    const fingerprint = createHash('sha256').update(commandId).digest('hex');
    const news = events.map(({ type, data }) => ({ id: newId(), type, schemaVersion: 1, envelope, data }));
    await store.append({ commandId, fingerprint, streams: [{ stream, expected: 'any', events: news }] });
  };
  const plantWith = async (followers) => {
    const stream = `project-${newId()}`;
    await record(stream, [
      {
        type: 'ProjectRegistered',
        data: {
          publicId: 'PRJ-2026-0001',
          titles: { en: 'Steel plant', kk: 'Болат зауыты' },
          deliveryMode: 'build',
          initialStage: 'Preparing',
          openingBalance: false,
        },
      },
    ]);
    await server.query(FOLLOWERS, [stream, followers]);
    return stream;
  };
  const open = async () => (await server.query(OPEN)).rows[0].open;
  const isPlanned = async (stream, many) =>
    (
      await server.query(
        `SELECT count(d.id) >= $2 AS planned FROM notify.notification n
         LEFT JOIN notify.delivery d ON d.notification_id = n.id WHERE n.stream = $1`,
        [stream, many],
      )
    ).rows[0].planned;

  return {
    /** Seconds until all rows are planned and until all are accepted; ms of news for one person meanwhile. */
    async tellMany(many, { oneEvery }) {
      const plant = await plantWith(many);
      const single = await plantWith(1);
      const reader = (
        await server.query('SELECT user_id AS id FROM notify.watch WHERE scope = $1', [`record:${single}`])
      ).rows[0].id;
      await server.query('ANALYZE notify.watch');
      await server.query('ANALYZE notify.recipient');
      const waits = [];
      let rss = 0;
      let isDone = false;
      const started = performance.now();
      await record(plant, [{ type: 'ConstructionStarted', data: {} }]);
      const singles = (async () => {
        while (oneEvery !== undefined && !isDone) {
          const begun = performance.now();
          acceptedAt.delete(reader);
          await record(single, [
            { type: 'ProgressReported', data: { kind: 'physical', percent: '40', asOf: '2026-11' } },
          ]);
          while (!acceptedAt.has(reader)) await pause(2);
          waits.push(acceptedAt.get(reader) - begun);
          await pause(oneEvery);
        }
      })();
      let planned = 0;
      for (;;) {
        rss = Math.max(rss, process.memoryUsage().rss);
        if (planned === 0 && (await isPlanned(plant, many))) planned = (performance.now() - started) / 1000;
        if (planned > 0 && (await open()) === 0) break;
        await pause(200);
      }
      const done = (performance.now() - started) / 1000;
      isDone = true;
      await singles;
      waits.sort((a, b) => a - b);
      const { rows } = await server.query(
        `SELECT d.id FROM notify.delivery d JOIN notify.notification n ON n.id = d.notification_id
         WHERE n.stream = $1 AND d.state = 'accepted'`,
        [plant],
      );
      return {
        planned,
        done,
        p95: waits[Math.min(waits.length - 1, Math.floor(waits.length * 0.95))] ?? 0,
        rss: rss / 2 ** 20,
        lost: many - rows.filter(({ id }) => sent.has(id)).length,
        doubled: [...sent.values()].filter((times) => times > 1).length,
      };
    },
    async stop() {
      await notifications.stop();
      await close();
      await pool.end();
      await sink?.stop();
    },
  };
}

async function startSink(count) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        count(/^Message-ID: <([0-9a-f-]{36})\.0@/im.exec(Buffer.concat(chunks).toString())?.[1]);
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
