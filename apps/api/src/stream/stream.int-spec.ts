import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamMessageShape } from '#contracts';
import { newId } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { EventSourceReader } from '../../../../test/support/event-source.js';
import { signIn } from '../../../../test/support/session.js';

let db: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

const record = async (path: string, body: object): Promise<Record<string, unknown>> =>
  (await api.call(path, { as: 'staff', body })).json;
const project = async (input: object = {}): Promise<string> =>
  String((await record('/api/projects', { titles: { en: `Plant ${newId()}` }, ...input }))['id']);
const confirm = (id: string, input: object = {}) =>
  record(`/api/projects/${id}/confirm-status`, { asOf: '2025', ...input });
const open = (query = '', headers: Record<string, string> = {}) =>
  EventSourceReader.open(`${api.url}/api/stream${query}`, headers);

async function followed<T>(stream: EventSourceReader, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    stream.close();
  }
}

describe('the live stream', () => {
  it('tells what changes from now on, with the position as id', async () => {
    const id = await project();
    const stream = await open();
    await followed(stream, async () => {
      expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
      const answer = await confirm(id);
      const [event] = await stream.until(1);
      expect(event?.id).toBe(answer['position']);
      const message = streamMessageShape.parse(event?.data);
      expect(message).toMatchObject({ id, aggregate: 'project', type: 'StatusConfirmed', version: 2 });
      expect(message.publicId).toBe(answer['publicId']);
    });
  });

  it('resumes after Last-Event-ID or ?after=, from the log, without gap or double, also under writes', async () => {
    const id = await project();
    const start = await api.store.head();
    for (let n = 0; n < 5; n += 1) await confirm(id);
    const first = await open(`?after=${start}&record=${id}`);
    const seen = await followed(first, async () =>
      [...(await first.until(3))].slice(0, 3).map((event) => event.id),
    );
    const writing = Promise.all(Array.from({ length: 20 }, () => confirm(id)));
    const second = await open(`?after=0&record=${id}`, { 'last-event-id': seen.at(-1) ?? '' });
    await followed(second, async () => {
      await writing;
      const rest = (await second.until(22)).map((event) => event.id);
      const positions = [...seen, ...rest].map(BigInt);
      expect(positions).toEqual(Array.from({ length: 25 }, (_, index) => start + 1n + BigInt(index)));
    });
  });

  it('begins by saying after which position it tells of everything', async () => {
    const id = await project();
    const { position } = await confirm(id);
    const [now, resumed] = [await open(), await open('?after=1')];
    await followed(now, async () => expect(await now.untilReady()).toBe(position));
    await followed(resumed, async () => expect(await resumed.untilReady()).toBe('1'));
  });

  it('filters as the lists do', async () => {
    const start = await api.store.head();
    const party = { name: 'China Glass Holdings', countryCode: 'CN' };
    const here = await project({
      location: { country: 'KZ', regions: ['KZ-43'] },
      classifications: [{ scheme: 'sector', code: 'industry.metals' }],
      parties: [{ party, role: 'investor', side: 'china' }],
    });
    const there = await project({ location: { country: 'KZ', regions: ['KZ-31'] } });
    const collection = String(
      (await record('/api/collections', { titles: { en: newId() }, kind: 'package' }))['id'],
    );
    await record(`/api/collections/${collection}/add-member`, { memberKind: 'project', memberId: here });
    await confirm(there);
    await confirm(here);
    const end = await api.store.head();
    const heard = async (query: string): Promise<Set<unknown>> => {
      const stream = await open(`?after=${start}&${query}`);
      return followed(stream, async () => {
        const last = () => stream.events.some((event) => event.id === String(end)) || undefined;
        for (let count = 1; last() === undefined; count += 1) await stream.until(count);
        return new Set(stream.events.map((event) => event.data['id']));
      });
    };
    expect(await heard('region=KZ-43')).toEqual(new Set([here]));
    expect(await heard('sector=industry')).toEqual(new Set([here]));
    expect(await heard('party=glass')).toEqual(new Set([here]));
    expect(await heard(`collection=${collection}`)).toEqual(new Set([here, collection]));
    expect(await heard('aggregate=project')).toEqual(new Set([here, there]));
  });

  it('tells the public nothing that was recorded as internal', async () => {
    const id = await project();
    const start = await api.store.head();
    await confirm(id, { visibility: 'internal' });
    await confirm(id);
    const open2 = [
      await open(`?after=${start}&record=${id}`),
      await open(`?after=${start}&record=${id}`, { authorization: `Bearer ${api.keys.staff}` }),
    ] as const;
    const [inPublic, inside] = open2;
    await followed(inside, async () => {
      expect((await inside.until(2)).map((event) => event.data['version'])).toEqual([2, 3]);
    });
    await followed(inPublic, async () => {
      expect((await inPublic.until(1)).map((event) => event.data['version'])).toEqual([3]);
    });
  });

  it('tells somebody who signed out nothing more', async () => {
    const id = await project();
    const staff = await signIn(api, 'staff');
    const stream = await open(`?record=${id}`, { cookie: staff.cookie });
    await followed(stream, async () => {
      await confirm(id, { visibility: 'internal' });
      expect(await stream.until(1)).toHaveLength(1);
      await staff.call('/api/session', { method: 'DELETE' });
      await confirm(id, { visibility: 'internal' });
      await stream.untilEnded();
      expect(stream.events).toHaveLength(1);
    });
  });

  it('refuses a place that is none', async () => {
    expect((await api.call('/api/stream?after=-1')).status).toBe(400);
    const answer = await api.call('/api/stream', { headers: { 'last-event-id': 'x' } });
    expect([answer.status, answer.json['code']]).toEqual([400, 'INVALID_HEADER']);
  });

  it('reaches many readers, and lets go of those that are gone', async () => {
    const id = await project();
    const streams = await Promise.all(Array.from({ length: 50 }, () => open(`?record=${id}`)));
    await confirm(id);
    for (const stream of streams) expect(await stream.until(1)).toHaveLength(1);
    for (const stream of streams) stream.close();
    const metrics = () => api.call('/metrics').then(({ text }) => /^live_streams (\d+)$/m.exec(text)?.[1]);
    for (const deadline = performance.now() + 5_000; (await metrics()) !== '0';) {
      if (performance.now() > deadline) throw new Error(`streams left open: ${await metrics()}`);
    }
  });
});
