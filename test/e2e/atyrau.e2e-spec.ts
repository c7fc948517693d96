import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { startProduct, type Product } from '../support/product.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.js';

type Json = Record<string, unknown>;
type Role = keyof Product['credentials'];

const ceremony = { publisher: 'Kursiv', title: 'Groundbreaking in Atyrau', class: 'press' };
const piles = { publisher: 'Neftegaz', title: 'First piles driven', class: 'press' };
const ministry = {
  publisher: 'Ministry of Energy',
  title: 'On the polyethylene plant',
  class: 'officialAct',
};
const usd = (amount: string) => ({
  value: { qualifier: 'exact', amount, currency: 'USD', role: 'announced' },
});

/**
 * One plant with a ceremony taken for the start, two sums, a completion date that moves, a partner heard of late and a
 * wrong date corrected: told step by step, looked at from each of the five moments on both clocks.
 */
function atyrau(redisUrl: () => string | undefined): void {
  let sink: SmtpSink;
  let product: Product;
  let plant = '';
  let start = '';
  /** Position after each step. */
  const known: string[] = [];

  const call = async (
    role: Role,
    path: string,
    body?: object,
    method = body === undefined ? 'GET' : 'POST',
  ) => {
    const response = await fetch(`${product.url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${product.credentials[role].apiKey}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status > 201) throw new Error(`${path}: ${text}`);
    return { text, json: JSON.parse(text) as Json };
  };
  const record = async (command: string, body: object) => {
    const { json } = await call('staff', `/projects/${plant}/${command}`, body);
    return json as { position: string; events: { id: string }[] };
  };
  const fieldsAt = async (query: string) =>
    (await call('auditor', `/projects/${plant}/as-of?${query}`)).json.fields as Json;

  beforeAll(async () => {
    sink = await startSmtpSink();
    const redis = redisUrl();
    product = await startProduct({
      env: { SMTP_URL: sink.url, ...(redis === undefined ? {} : { REDIS_URL: redis }) },
    });
    const { json } = await call('staff', '/projects', {
      ...{ titles: { en: 'Polyethylene plant in Atyrau (as told step by step)' }, notADuplicate: true },
      sources: [ministry],
    });
    plant = String(json.id);
    const settings = { email: 'reader@example.org', locale: 'en', timeZone: 'Asia/Almaty' };
    await call('stakeholder', '/me/notification-settings', settings, 'PUT');
    const follow = { scope: { kind: 'record', key: `project-${plant}` }, channels: ['in-app', 'email'] };
    await call('stakeholder', '/me/follows', follow);
  });
  afterAll(async () => {
    await product.stop();
    await sink.stop();
  });

  it('is told in five steps', async () => {
    await record('plan-milestone', {
      milestoneId: 'run',
      code: 'operationStart',
      plannedOn: '2028',
      sources: [ministry],
    });
    await record('state-value', { ...usd('7400000000'), sources: [ministry] });
    const started = await record('start-construction', { occurredOn: '2024-09-11', sources: [ceremony] });
    start = started.events[0]?.id ?? '';
    known.push(started.position);
    const sinopec = {
      party: { name: 'Sinopec', countryCode: 'CN' },
      role: 'investor',
      side: 'china',
      share: '40',
    };
    known.push(
      (await record('add-party', { ...sinopec, occurredOn: '2024-04', sources: [ministry] })).position,
    );
    const moved = {
      milestoneId: 'run',
      to: '2029',
      reasonCode: 'scopeChange',
      announcedBy: 'Ministry of Energy',
    };
    known.push((await record('reschedule-milestone', { ...moved, sources: [ministry] })).position);
    const revised = { ...usd('7700000000'), changeKind: 'reestimate', sources: [piles] };
    known.push((await record('revise-value', revised)).position);
    const correction = {
      corrections: [
        {
          ...{ targetEventId: start, patch: { occurredOn: '2025-03-31' }, reasonCode: 'incorrectData' },
          explanation: 'That was the ceremony; the first piles came in March.',
        },
      ],
      sources: [piles],
    };
    const preview = await call('staff', `/projects/${plant}/correct?dryRun=true`, correction);
    expect(preview.json).toMatchObject({ dryRun: true, told: [{ eventId: start }] });
    await record('correct', correction);
    const held = { code: 'groundbreakingCeremony', occurredOn: '2024-09-11', sources: [ceremony] };
    known.push((await record('achieve-milestone', held)).position);
  });

  it('shows at each moment what was known then', async () => {
    const at = await Promise.all(known.map((position) => fieldsAt(`knownAt=${position}`)));
    const startOf = (fields: Json) => (fields['step.whole.ConstructionStarted'] as { from: string }).from;
    expect(at.map(startOf)).toEqual(['2024-09-11', '2024-09-11', '2024-09-11', '2024-09-11', '2025-03-31']);
    expect(at.map((fields) => fields['milestone.run.plannedOn'])).toEqual([
      '2028',
      '2028',
      '2029',
      '2029',
      '2029',
    ]);
    expect(at.map((fields) => (fields.value as { amount: string }).amount)).toEqual([
      ...['7400000000', '7400000000', '7400000000'],
      ...['7700000000', '7700000000'],
    ]);
    expect(at.map((fields) => Object.keys(fields).some((name) => name.startsWith('party.')))).toEqual([
      ...[false, true, true, true, true],
    ]);
  });

  it('shows on both clocks what was believed of a day, and what is believed of it now', async () => {
    const [, , , before = '', after = ''] = known;
    expect(await fieldsAt(`knownAt=${before}&validAt=2024-12-31`)).toMatchObject({
      stage: 'UnderConstruction',
    });
    expect(await fieldsAt(`knownAt=${after}&validAt=2024-12-31`)).toMatchObject({ stage: 'Announced' });
    expect(await fieldsAt(`knownAt=${after}&validAt=2025-04-01`)).toMatchObject({
      stage: 'UnderConstruction',
    });
  });

  it('answers the same bytes at the same address for ever', async () => {
    const address = `/projects/${plant}/as-of?knownAt=${known[1]}&validAt=2024-12-31`;
    const first = await call('auditor', address);
    await record('confirm-status', { asOf: '2025' });
    expect((await call('auditor', address)).text).toBe(first.text);
  });

  it('tells of every difference between two moments what made it', async () => {
    const { json } = await call('auditor', `/projects/${plant}/compare?from=${known[0]}&to=${known[4]}`);
    const differences = json.differences as { field: string; causes: { label: string }[] }[];
    const labels = Object.fromEntries(
      differences.map(({ field, causes }) => [field, causes.map(({ label }) => label).join()]),
    );
    expect(labels).toMatchObject({
      'step.whole.ConstructionStarted': 'corrected',
      'milestone.run.plannedOn': 'replanned',
      value: 'happened',
    });
    expect(Object.entries(labels).find(([field]) => field.startsWith('party.'))?.[1]).toBe('learnedLate');
    expect(labels.stage).toBeUndefined();
  });

  it('tells those who were told wrongly what was wrong and what is right, in the inbox and by mail', async () => {
    const notice = await eventually('the correction is in the inbox', async () => {
      const { json } = await call('stakeholder', '/me/inbox');
      const items = json.items as { notice: { eventClass: string; text: string } }[];
      return items.find((item) => item.notice.eventClass === 'correction')?.notice;
    });
    expect(notice.text).toContain('Told before: construction has started; When: 11 September 2024');
    expect(notice.text).toContain('Right is: construction has started; When: 31 March 2025');
    expect(notice.text).toContain('the first piles came in March');
    const mails = await eventually('the mail of it arrives', () => {
      const found = sink.mails.filter(({ mail }) => mail.subject?.includes('correction'));
      return found.length > 0 ? found : undefined;
    });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.mail.text).toContain('31 March 2025');
  });
}

describe('the plant in Atyrau, with jobs on Postgres', () => atyrau(() => undefined));

describeWithRedis('the plant in Atyrau, with jobs on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describe('as everywhere', () => atyrau(() => redis.url));
});
