import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { startProduct, type Product } from '../support/product.js';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.js';

type Json = Record<string, unknown>;
type Role = keyof Product['credentials'];

// The session of the README, step by step, on the product as `npm start` runs it.
describe('the first session', () => {
  let sink: SmtpSink;
  let product: Product;
  let plant: { id: string; publicId: string };

  const call = async (
    role: Role,
    path: string,
    body?: Json,
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
    return { status: response.status, body: (await response.json()) as Json };
  };
  const source = { publisher: 'Akimat of Zhambyl region', title: 'Works began', class: 'officialAct' };

  beforeAll(async () => {
    sink = await startSmtpSink();
    product = await startProduct({ env: { SMTP_URL: sink.url } });
  });
  afterAll(async () => {
    await product.stop();
    await sink.stop();
  });

  it('finds the steel plant in Zhambyl by its region', async () => {
    const { body } = await call('staff', '/projects?region=KZ-31');
    const items = body.items as { id: string; publicId: string; titles: { en: string }; stage: string }[];
    expect(items).toMatchObject([{ titles: { en: 'Steel plant, Zhambyl region' }, stage: 'Announced' }]);
    plant = items[0] as typeof plant;
  });

  it('lets a stakeholder follow it', async () => {
    const settings = { email: 'reader@example.org', locale: 'en', timeZone: 'Asia/Almaty' };
    expect((await call('stakeholder', '/me/notification-settings', settings, 'PUT')).status).toBe(200);
    const follow = { scope: { kind: 'record', key: `project-${plant.id}` }, channels: ['in-app', 'email'] };
    expect((await call('stakeholder', '/me/follows', follow)).status).toBe(201);
  });

  it('refuses to start construction without a source, and says what to do', async () => {
    const { status, body } = await call('staff', `/projects/${plant.publicId}/start-construction`, {
      occurredOn: '2026-10',
    });
    expect([status, body.code]).toEqual([409, 'EVIDENCE_REQUIRED']);
    expect(body.detail).toContain('Name the source');
  });

  it('records it with a month and a source, and shows it at once', async () => {
    const { status, body } = await call('staff', `/projects/${plant.publicId}/start-construction`, {
      ...{ occurredOn: '2026-10', sources: [source] },
    });
    expect(status).toBe(200);
    expect(body.events).toMatchObject([{ type: 'ConstructionStarted' }]);
    const view = await call('staff', `/projects/${plant.publicId}?minPosition=${String(body.position)}`);
    expect(view.body).toMatchObject({ stage: 'UnderConstruction', headline: { code: 'underConstruction' } });
  });

  it('refuses it the second time', async () => {
    const { status, body } = await call('staff', `/projects/${plant.publicId}/start-construction`, {
      ...{ occurredOn: '2026-10', sources: [{ ...source, publisher: 'Press', class: 'press' }] },
    });
    expect([status, body.code]).toEqual([409, 'ALREADY_UNDER_CONSTRUCTION']);
  });

  it('tells the follower once, in the inbox and by mail, with the date as precise as it is known', async () => {
    const inbox = await eventually('the notice is in the inbox', async () => {
      const { body } = await call('stakeholder', '/me/inbox');
      return (body.items as Json[]).length > 0 ? (body.items as Json[]) : undefined;
    });
    expect(inbox).toHaveLength(1);
    expect(inbox[0]).toMatchObject({ notice: { record: { publicId: plant.publicId } } });
    const caught = await eventually('the mail arrives', () => sink.mails[0]);
    expect(caught.to).toEqual(['reader@example.org']);
    expect(caught.mail.subject).toContain('Steel plant, Zhambyl region');
    expect(caught.mail.text).toContain('October 2026');
    expect(sink.mails).toHaveLength(1);
  });
});
