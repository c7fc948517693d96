import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startApi, type TestApi } from '../../../../test/support/api.js';

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

describe('first', () => {
  it('works', async () => {
    const live = await api.call('/health/live');
    expect([live.status, live.json]).toEqual([200, { status: 'ok' }]);
    console.log(Object.fromEntries(live.headers));
    const r = await api.call('/api/projects', { as: 'staff', body: { titles: { en: 'x' } } });
    console.log(r.status, r.text, Object.fromEntries(r.headers));
    const r2 = await api.call('/api/projects', { as: 'staff', body: { titles: { en: 'x' } } });
    console.log(r2.status, r2.text);
    for (const [p, c] of [
      ['/api/nope', {}],
      ['/api/projects', { body: '{', as: 'staff' }],
      ['/api/projects', { body: {} }],
      ['/x', {}],
      ['/health/ready', {}],
      ['/api/events', { as: 'auditor' }],
    ] as const) {
      const x = await api.call(p, c);
      console.log(p, x.status, x.text);
    }
    console.log(api.app.routes, api.logLines);
  });
});
