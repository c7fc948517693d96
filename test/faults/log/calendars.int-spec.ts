import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePartialDate, partialDate } from '#domain';
import { dayInAlmaty } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { appendTo, newStream, openStore } from '../../support/log.js';

/** Summer time with a gap and an overlap, both ends of the world's day, half hours, and none at all. */
const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Almaty', 'Pacific/Kiritimati', 'Etc/GMT+12'],
  ...['Australia/Lord_Howe', 'Asia/Kathmandu'],
];

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(async () => {
  await db.drop();
});

describe('the recorded time', () => {
  it('is one instant, read through sessions of any time zone, also where the database’s own was changed in mid-run', async () => {
    const owner = db.ownerPool();
    const { store, stop } = openStore(db);
    await store.append(appendTo(newStream()));
    const [first] = await store.readStored(0n, 1);
    for (const zone of ZONES) {
      await owner.query(`ALTER DATABASE ${db.name} SET timezone = '${zone}'`);
      const later = openStore(db);
      await later.store.append(appendTo(newStream()));
      expect((await later.store.readStored(0n, 1))[0]).toEqual(first);
      await later.stop();
      const client = await owner.connect();
      await client.query(`SET timezone = '${zone}'`);
      const { rows } = await client.query<{ at: string }>(
        `SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at FROM es.events WHERE position = 1`,
      );
      expect(rows[0]?.at).toBe(first?.recordedAtExact);
      client.release(true);
    }
    const all = await store.readStored(0n, 100);
    expect(all).toHaveLength(1 + ZONES.length);
    const times = all.map(({ recordedAtExact }) => recordedAtExact);
    expect(times).toEqual([...times].sort());
    await stop();
  });
});

describe('the day of a fact', () => {
  it('is that of Asia/Almaty, whatever the zone of the process and of the moment', () => {
    expect(dayInAlmaty(new Date('2026-03-28T18:59:59Z'))).toBe('2026-03-28');
    expect(dayInAlmaty(new Date('2026-03-28T19:00:00Z'))).toBe('2026-03-29');
    expect(dayInAlmaty(new Date('2024-02-28T19:00:00Z'))).toBe('2024-02-29');
    // Until March 2024 the east of the country was an hour ahead.
    expect(dayInAlmaty(new Date('2023-12-31T18:00:00Z'))).toBe('2024-01-01');
  });

  it('is a day of the calendar, from leap days to the year 9999', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(partialDate(day)).toMatchObject({ from: day, to: day, precision: 'day' });
        const { from, to } = partialDate(day.slice(0, 7));
        expect(from !== null && from <= day && day <= to).toBe(true);
        const next = new Date(`${to}T00:00:00Z`);
        next.setUTCDate(next.getUTCDate() + 1);
        expect(next.getUTCDate()).toBe(1);
      }),
    );
  });

  it.each([
    'infinity',
    '-infinity',
    'Infinity',
    'now',
    'today',
    'epoch',
    '2025-02-29',
    '10000',
    '2025-W03',
    '2025-03-31T24:00',
  ])('is not %s', (text) => {
    expect(parsePartialDate(text).ok).toBe(false);
  });
});
