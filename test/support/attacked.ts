import { expect } from '@jest/globals';
import type pg from 'pg';
import type { Answer, Call, TestApi, TestApiSetup } from './api.js';
import { startApi } from './api.js';
import type { TestDatabase } from './database.js';

/** The API as an attacker meets it: every answer is kept, and what it left behind can be judged. */
export interface Attacked extends TestApi {
  /**
   * Fails unless all answers since the last call were no error of ours, each refusal left its one line in the log, and
   * nothing was written but `writes` events.
   */
  expectUnharmed(writes?: number): Promise<void>;
  /** Lines about refused requests so far. */
  refusedLines(): readonly Record<string, unknown>[];
}

// Rows of the log, of what was answered, and of everything that is derived from them.
const FOOTPRINT = `
  SELECT (SELECT count(*)::int FROM es.events) AS events,
    (SELECT count(*)::int FROM es.commands WHERE first_position IS NOT NULL) AS commands,
    (SELECT sum((xpath('//n/text()', query_to_xml(
        format('SELECT count(*) AS n FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text::int)::int
      FROM pg_tables WHERE schemaname IN ('views', 'notify')) AS derived`;

interface Footprint {
  readonly events: number;
  readonly commands: number;
  readonly derived: number;
}

/** Starts the API over `db` for a spec that attacks it. */
export async function startAttacked(db: TestDatabase, setup: TestApiSetup = {}): Promise<Attacked> {
  const api = await startApi(db, setup);
  const pool = db.ownerPool();
  const answers: Answer[] = [];
  let before = await footprint(pool);
  const refusedLines = () => api.logLines.filter(({ event }) => event === 'request.refused');
  return {
    ...api,
    refusedLines,
    async call(path: string, call?: Call) {
      const answer = await api.call(path, call);
      answers.push(answer);
      return answer;
    },
    async expectUnharmed(writes = 0) {
      const judged = answers.splice(0);
      expect(judged.filter(({ status }) => status >= 500)).toEqual([]);
      for (const answer of judged.filter(({ status }) => status >= 400)) expectLine(refusedLines(), answer);
      expect(api.logLines.filter(({ level }) => level === 'error')).toEqual([]);
      const after = await footprint(pool);
      const { events, commands } = before;
      expect(after).toMatchObject({ events: events + writes, commands: commands + writes });
      if (writes === 0) expect(after.derived).toBe(before.derived);
      before = after;
    },
  };
}

/** One line tells of the refusal, by its correlation id, and nothing in it comes from query or body. */
function expectLine(lines: readonly Record<string, unknown>[], { status, headers, json }: Answer): void {
  const correlationId = headers.get('x-correlation-id');
  const own = lines.filter((line) => line['correlationId'] === correlationId);
  expect(own).toEqual([expect.objectContaining({ level: 'info', status, code: json['code'] })]);
  const known = [
    ...['level', 'time', 'event', 'msg', 'correlationId'],
    ...['code', 'status', 'method', 'route', 'actorId'],
  ];
  expect(Object.keys(own[0] ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  expect(String(own[0]?.['route'])).not.toContain('?');
}

async function footprint(pool: pg.Pool): Promise<Footprint> {
  const { rows } = await pool.query<Footprint>(FOOTPRINT);
  if (rows[0] === undefined) throw new Error('no footprint');
  return rows[0];
}
