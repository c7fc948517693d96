import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Proposal } from '#contracts';
import { newId } from '#platform';
import { startApi, type Answer, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { signIn, type SessionClient } from '../../../../test/support/session.js';

let db: TestDatabase;
let api: TestApi;
let staff: SessionClient;
let approver: SessionClient;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db, { fourEyes: { commands: ['CancelProject'], days: 14 } });
  [staff, approver] = [await signIn(api, 'staff'), await signIn(api, 'approver')];
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

const source = { publisher: 'Ministry', title: 'Decision 14', class: 'officialAct' };
const cancellation = { occurredOn: '2025', reasonCode: 'finance', sources: [source] };

let project: string;
beforeEach(async () => {
  const made = await api.call('/api/projects', { as: 'staff', body: { titles: { en: `Plant ${newId()}` } } });
  project = String(made.json['id']);
});

const propose = async (as = staff, input: unknown = cancellation): Promise<Proposal> => {
  const body = { command: 'CancelProject', kind: 'project', recordId: project, input };
  const answer = await as.call('/api/proposals', { body });
  expect([answer.status, answer.json['code']]).toEqual([201, undefined]);
  return answer.json as unknown as Proposal;
};
const approve = ({ id, hash }: Proposal, as = approver): Promise<Answer> =>
  as.call(`/api/proposals/${id}/approve`, { body: { hash } });
const outcome = ({ status, json }: Answer) => [status, json['code']];
const stage = async () =>
  (await api.call(`/api/projects/${project}/history`)).json['items'] as { type: string }[];
const eventsOf = async () => (await stage()).map(({ type }) => type);

describe('a command that takes two people', () => {
  it('is refused when one sends it alone, with a key as at the page, and says what to do', async () => {
    const address = `/api/projects/${project}/cancel`;
    const alone = await api.call(address, { as: 'approver', body: cancellation });
    expect(outcome(alone)).toEqual([409, 'APPROVAL_REQUIRED']);
    expect(alone.json['detail']).toContain('/api/proposals');
    expect(outcome(await staff.call(address, { body: cancellation }))).toEqual([409, 'APPROVAL_REQUIRED']);
    expect(await eventsOf()).toEqual(['ProjectRegistered']);
  });

  it('is told apart among the next steps', async () => {
    const { json } = await api.call(`/api/projects/${project}/next`, { as: 'staff' });
    const commands = json['commands'] as { name: string; needsApproval: boolean }[];
    expect(commands.filter(({ needsApproval }) => needsApproval).map(({ name }) => name)).toEqual([
      'CancelProject',
    ]);
  });

  it('is recorded once approved, in the name of whoever proposed it, with the other one beside', async () => {
    const proposal = await propose();
    expect(proposal).toMatchObject({
      state: 'open',
      proposedBy: { id: api.actorIds.staff },
      decidedBy: null,
    });
    expect(await eventsOf()).toEqual(['ProjectRegistered']);
    const approved = await approve(proposal);
    expect(outcome(approved)).toEqual([200, undefined]);
    expect(approved.json).toMatchObject({
      proposal: { state: 'approved', decidedBy: { id: api.actorIds.approver } },
      answer: { id: project, events: [{ type: 'ProjectCancelled' }] },
    });
    const { rows } = await db
      .ownerPool()
      .query<{ body: string }>('SELECT body FROM es.events WHERE stream = $1 ORDER BY version DESC LIMIT 1', [
        `project-${project}`,
      ]);
    expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({
      actor: { id: api.actorIds.staff, role: 'staff' },
      approval: { by: { id: api.actorIds.approver, role: 'approver' }, proposal: proposal.id },
    });
    const after = await api.call('/api/access-events?limit=2', { as: 'auditor' });
    expect((after.json['items'] as { type: string }[]).map(({ type }) => type)).toEqual([
      ...['ProposalApproved', 'Proposed'],
    ]);
  });

  it('is not approved by whoever proposed it', async () => {
    const own = await propose(approver);
    expect(outcome(await approve(own))).toEqual([403, 'SELF_APPROVAL']);
    expect(await eventsOf()).toEqual(['ProjectRegistered']);
    const kept = await api.call('/api/refused-commands?code=SELF_APPROVAL', { as: 'auditor' });
    expect(kept.json['items']).toMatchObject([
      { command: 'decide-proposal', record: `proposals/${own.id}`, by: { id: api.actorIds.approver } },
    ]);
  });

  it('is not approved after it was changed, but with the hash of what it became', async () => {
    const proposal = await propose();
    const input = { ...cancellation, reasonCode: 'permits' };
    const changed = await staff.call(`/api/proposals/${proposal.id}`, { method: 'PUT', body: { input } });
    expect(outcome(await approve(proposal))).toEqual([409, 'PROPOSAL_CHANGED']);
    expect(outcome(await approve(changed.json as unknown as Proposal))).toEqual([200, undefined]);
  });

  it('is changed and withdrawn by its proposer alone', async () => {
    const { id } = await propose();
    const other = await approver.call(`/api/proposals/${id}`, {
      method: 'PUT',
      body: { input: cancellation },
    });
    expect(outcome(other)).toEqual([403, 'NOT_YOUR_PROPOSAL']);
    expect(outcome(await approver.call(`/api/proposals/${id}/withdraw`, { method: 'POST' }))).toEqual([
      ...[403, 'NOT_YOUR_PROPOSAL'],
    ]);
    const withdrawn = await staff.call(`/api/proposals/${id}/withdraw`, { method: 'POST' });
    expect(withdrawn.json['state']).toBe('withdrawn');
  });

  it('is decided once: approving again, rejecting then, or too late, finds it closed', async () => {
    const proposal = await propose();
    expect(outcome(await approve(proposal))).toEqual([200, undefined]);
    expect(outcome(await approve(proposal))).toEqual([410, 'PROPOSAL_CLOSED']);
    const body = { reason: 'Another plant is meant.' };
    const late = await approver.call(`/api/proposals/${proposal.id}/reject`, { body });
    expect(outcome(late)).toEqual([410, 'PROPOSAL_CLOSED']);
  });

  it('is approved once by two at the same moment', async () => {
    const second = await approver.call('/api/session');
    expect(second.status).toBe(200);
    const proposal = await propose();
    const both = await Promise.all([approve(proposal), approve(proposal)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 410]);
    expect(await eventsOf()).toEqual(['ProjectRegistered', 'ProjectCancelled']);
  });

  it('is rejected with a reason that its proposer reads', async () => {
    const { id } = await propose();
    await approver.call(`/api/proposals/${id}/reject`, { body: { reason: 'Another plant is meant.' } });
    const read = await staff.call(`/api/proposals/${id}`);
    expect(read.json).toMatchObject({ state: 'rejected', reason: 'Another plant is meant.' });
  });

  it('expires', async () => {
    const proposal = await propose();
    await db.ownerPool().query('UPDATE access.proposal SET expires_at = now() WHERE id = $1', [proposal.id]);
    expect(outcome(await approve(proposal))).toEqual([410, 'PROPOSAL_CLOSED']);
    expect((await staff.call(`/api/proposals/${proposal.id}`)).json['state']).toBe('expired');
  });

  it('is refused by the rules of the record at either moment, and stays open then', async () => {
    const unsound = {
      command: 'CancelProject',
      kind: 'project',
      recordId: project,
      input: { occurredOn: '2025' },
    };
    expect((await staff.call('/api/proposals', { body: unsound })).status).toBe(409);
    const first = await propose();
    const second = await propose(staff, { ...cancellation, note: 'again' });
    expect(outcome(await approve(first))).toEqual([200, undefined]);
    expect(outcome(await approve(second))).toEqual([409, 'ALREADY_CANCELLED']);
    expect((await staff.call(`/api/proposals/${second.id}`)).json['state']).toBe('open');
  });

  it('takes a person at the page who proved lately who they are', async () => {
    const { id, hash } = await propose();
    const withKey = await api.call(`/api/proposals/${id}/approve`, { as: 'approver', body: { hash } });
    expect(outcome(withKey)).toEqual([403, 'STEP_UP_REQUIRED']);
    const late = await signIn(api, 'approver');
    await db
      .ownerPool()
      .query("UPDATE access.session SET stepped_up_at = now() - interval '6 minutes' WHERE actor_id = $1", [
        api.actorIds.approver,
      ]);
    expect(outcome(await approve({ id, hash } as Proposal, late))).toEqual([403, 'STEP_UP_REQUIRED']);
    const { password } = api.credentials.approver;
    approver = await signIn(api, 'approver');
    expect((await late.call('/api/session/step-up', { body: { password } })).status).toBe(200);
    expect(outcome(await approve({ id, hash } as Proposal))).toEqual([200, undefined]);
  });

  it('takes two people to correct or retract, too', async () => {
    const proposal = await propose();
    const { answer } = (await approve(proposal)).json as { answer: { events: { id: string }[] } };
    const retraction = {
      retractions: [
        { targetEventId: answer.events[0]?.id, reasonCode: 'didNotOccur', explanation: 'Wrong plant' },
      ],
    };
    const alone = await staff.call(`/api/projects/${project}/correct`, { body: retraction });
    expect(outcome(alone)).toEqual([409, 'APPROVAL_REQUIRED']);
    const body = { command: 'CorrectRecord', kind: 'project', recordId: project, input: retraction };
    const proposed = await staff.call('/api/proposals', { body });
    expect(outcome(await approve(proposed.json as unknown as Proposal))).toEqual([200, undefined]);
  });
});
