import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createInitialSignIns } from '#identity';
import { newId } from '#platform';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { killPrograms, startApiProgram, startProgram, type Program } from '../support/programs.js';

type Api = Program & { readonly url: string };

let db: TestDatabase;
let key: string;

beforeAll(async () => {
  db = await cloneDatabase();
  key = (await createInitialSignIns(db.appPool())).credentials.staff.apiKey;
});
afterEach(killPrograms);
afterAll(async () => {
  await db.drop();
});

const startApi = (): Promise<Api> => startApiProgram(db.url);

interface Sent {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function send(api: Api, path: string, body: unknown, commandId = newId()): Promise<Sent> {
  const response = await fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': commandId,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function register(api: Api): Promise<string> {
  const made = await send(api, '/api/projects', { titles: { en: `Plant ${newId()}` } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return String(made.body['id']);
}

/** Command ids of the events that are in the log, as often as they are. */
async function recorded(): Promise<Map<string, number>> {
  const { rows } = await db
    .ownerPool()
    .query<{ id: string; events: number }>(
      'SELECT command_id AS id, count(*)::int AS events FROM es.events GROUP BY command_id ORDER BY command_id',
    );
  return new Map(rows.map(({ id, events }) => [id, events]));
}

const confirmation = { asOf: '2025' };

describe('the API process', () => {
  it('loses and doubles nothing when it is killed amid commands: the same keys learn what became of them', async () => {
    const first = await startApi();
    const records = await Promise.all(Array.from({ length: 8 }, () => register(first)));
    const keys = Array.from({ length: 200 }, () => newId());
    const pathOf = (index: number) => `/api/projects/${records[index % records.length] ?? ''}/confirm-status`;
    let answered = 0;
    const outcomes = await Promise.all(
      keys.map(async (commandId, index) => {
        try {
          const { status } = await send(first, pathOf(index), confirmation, commandId);
          answered += 1;
          if (answered === 20) first.child.kill('SIGKILL');
          return status;
        } catch {
          return undefined;
        }
      }),
    );
    const before = await recorded();
    expect(outcomes.filter((status) => status === undefined).length).toBeGreaterThan(0);
    keys.forEach((id, index) => {
      if (outcomes[index] === 200) expect([id, before.get(id)]).toEqual([id, 1]);
    });
    const second = await startApi();
    const told = await Promise.all(keys.map((id, index) => send(second, pathOf(index), confirmation, id)));
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([200]));
    const after = await recorded();
    expect(keys.map((id) => after.get(id))).toEqual(keys.map(() => 1));
  });

  it('stops in order under load: every answer is whole, nothing is unknown, the exit code is 0', async () => {
    const api = await startApi();
    const id = await register(api);
    const keys: string[] = [];
    const answers: Sent[] = [];
    let stopped = false;
    const ended = api.ended.then((code) => {
      stopped = true;
      return code;
    });
    const client = async () => {
      while (!stopped) {
        const commandId = newId();
        const sent = await send(api, `/api/projects/${id}/confirm-status`, confirmation, commandId).catch(
          () => undefined,
        );
        if (sent === undefined) return;
        if (sent.status === 200) keys.push(commandId);
        answers.push(sent);
        if (answers.length === 100) api.child.kill('SIGTERM');
      }
    };
    await Promise.all(Array.from({ length: 16 }, client));
    expect(await ended).toBe(0);
    const codes = new Set(
      answers.map(({ status, body }) => `${status} ${JSON.stringify(body['code'] ?? '')}`),
    );
    codes.delete('200 ""');
    codes.delete('503 "SHUTTING_DOWN"');
    expect([...codes]).toEqual([]);
    const inLog = await recorded();
    expect(keys.map((commandId) => inLog.get(commandId))).toEqual(keys.map(() => 1));
  });

  it('says what is missing, and ends with a code, when it cannot start', async () => {
    const exitOf = async (env: Record<string, string>) => {
      const { ended, output } = startProgram('api', env);
      return { code: await ended, text: output() };
    };
    const unset = await exitOf({});
    expect([unset.code, unset.text]).toEqual([2, expect.stringContaining('DATABASE_URL')]);
    const api = await startApi();
    const taken = await exitOf({ DATABASE_URL: db.url, PORT: new URL(api.url).port });
    expect([taken.code, taken.text]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
  });
});
