import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandAnswerShape, type CommandAnswer } from '#contracts';
import { COMMAND_CATALOGUE, type Aggregate, type CommandName } from '#domain';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { COMMAND_EXAMPLES, EXAMPLE_IDS, WITH_PROJECT_EXAMPLE } from '../openapi/examples/index.js';
import { RECORD_PATHS } from '../records/record-kinds.js';

let db: TestDatabase;
let api: TestApi;
/** Records that the examples refer to. */
let others: Readonly<Record<string, string>>;

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  const otherAgreement = await register('agreement');
  await send('agreement', otherAgreement.id, 'SignAgreement');
  others = {
    [EXAMPLE_IDS.otherAgreement]: otherAgreement.id,
    [EXAMPLE_IDS.project]: (await register('project')).id,
  };
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

/** What must have been recorded before a command is legal; anything else is legal on a new record. */
const BEFORE: Partial<Record<CommandName, readonly CommandName[]>> = {
  RecordConsent: ['SignAgreement'],
  StartProvisionalApplication: ['SignAgreement'],
  EnterIntoForce: ['SignAgreement'],
  AmendAgreement: ['SignAgreement'],
  SuspendAgreement: ['SignAgreement'],
  ResumeAgreement: ['SignAgreement', 'SuspendAgreement'],
  RenewAgreement: ['SignAgreement', 'EnterIntoForce'],
  ExpireAgreement: ['SignAgreement', 'EnterIntoForce'],
  FulfilAgreement: ['SignAgreement', 'EnterIntoForce'],
  TerminateAgreement: ['SignAgreement'],
  LapseAgreement: ['SignAgreement'],
  SupersedeAgreement: ['SignAgreement'],
  ReviveAgreement: ['WithdrawProposal'],
  UnlinkProject: ['LinkProject'],
  DropPhase: ['DefinePhase'],
  CompleteConstruction: ['StartConstruction'],
  StartOperation: ['StartConstruction'],
  ResumeProject: ['SuspendProject'],
  ReviveProject: ['CancelProject'],
  CloseProject: ['StartConstruction', 'StartOperation'],
  ReviseCapacity: ['StateCapacity'],
  RemoveMember: ['AddMember'],
  RescheduleMilestone: ['PlanMilestone'],
  RetractAchievement: ['AchieveMilestone'],
  DropMilestone: ['PlanMilestone'],
  SetBaseline: ['PlanMilestone'],
  RemoveParty: ['AddParty'],
  ReplaceParty: ['AddParty'],
  ReviseValue: ['StateValue'],
};

const CREATION: Readonly<Record<Aggregate, CommandName>> = {
  agreement: 'RegisterAgreement',
  project: 'RegisterProject',
  collection: 'DefineCollection',
};

async function register(aggregate: Aggregate): Promise<CommandAnswer> {
  const body = { ...COMMAND_EXAMPLES[CREATION[aggregate]], notADuplicate: true };
  const answer = await api.call(`/api/${RECORD_PATHS[aggregate]}`, { as: 'staff', body });
  if (answer.status !== 201) throw new Error(answer.text);
  return commandAnswerShape.parse(answer.json);
}

function send(
  aggregate: Aggregate,
  id: string,
  name: CommandName,
  ids: Readonly<Record<string, string>> = {},
) {
  const path = COMMAND_CATALOGUE.find((command) => command.name === name)?.path ?? '';
  const body = Object.entries(ids).reduce(
    (text, [example, real]) => text.replaceAll(example, real),
    JSON.stringify(COMMAND_EXAMPLES[name]),
  );
  return api.call(`/api/${RECORD_PATHS[aggregate]}/${id}/${path}`, { as: 'approver', body });
}

const cases = COMMAND_CATALOGUE.filter(({ creates }) => !creates).flatMap(({ name, aggregates }) =>
  aggregates.map((aggregate) => [name, aggregate] as const),
);

describe('every command over HTTP', () => {
  it.each(Object.entries(CREATION) as [Aggregate, CommandName][])(
    'makes a record of the kind %s by %s, at the address it names',
    async (aggregate, name) => {
      const body = { ...COMMAND_EXAMPLES[name], notADuplicate: true };
      const answer = await api.call(`/api/${RECORD_PATHS[aggregate]}`, { as: 'staff', body });
      expect(answer.status).toBe(201);
      const { id, version } = commandAnswerShape.parse(answer.json);
      expect(answer.headers.get('location')).toBe(`/api/${RECORD_PATHS[aggregate]}/${id}`);
      expect(answer.headers.get('etag')).toBe(`"${version}"`);
    },
  );

  it.each(cases)('accepts the example of %s on the kind %s', async (name, aggregate) => {
    const made = await register(aggregate);
    const other = await register(aggregate);
    const ids = {
      ...others,
      [EXAMPLE_IDS.otherProject]: other.id,
      [EXAMPLE_IDS.event]: made.events[0]?.id ?? '',
    };
    for (const earlier of BEFORE[name] ?? []) {
      const prepared = await send(aggregate, made.id, earlier, ids);
      if (prepared.status !== 200) throw new Error(`${earlier}: ${prepared.text}`);
    }
    const answer = await send(aggregate, made.publicId, name, ids);
    expect([answer.status, answer.json['code']]).toEqual([200, undefined]);
    const { id, version, position, events } = commandAnswerShape.parse(answer.json);
    expect(id).toBe(made.id);
    expect(events.at(-1)).toMatchObject({ version, position });
    expect(answer.headers.get('x-position')).toBe(position);
    expect(answer.headers.get('etag')).toBe(`"${version}"`);
  });

  it('registers an agreement with its project in one step', async () => {
    const answer = await api.call('/api/agreements/with-project', {
      as: 'staff',
      body: WITH_PROJECT_EXAMPLE,
    });
    expect(answer.status).toBe(201);
    expect(commandAnswerShape.parse(answer.json).project?.publicId).toMatch(/^PRJ-/);
    const elsewhere = await api.call('/api/projects/with-project', {
      as: 'staff',
      body: WITH_PROJECT_EXAMPLE,
    });
    expect(elsewhere.status).toBe(404);
  });

  it('offers as next what it then accepts', async () => {
    const { id, publicId, version } = await register('project');
    const next = await api.call(`/api/projects/${publicId}/next`, { as: 'staff' });
    expect(next.json).toMatchObject({ id, publicId, version });
    const commands = next.json['commands'] as {
      readonly name: string;
      readonly path: string;
      readonly fields: object;
    }[];
    const names = commands.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['BeginPreparation', 'StartConstruction', 'PlanMilestone']));
    expect(names).not.toContain('StartOperation');
    const start = commands.find(({ name }) => name === 'StartConstruction');
    expect(start?.fields).toMatchObject({ type: 'object', properties: { occurredOn: {}, sources: {} } });
    expect((await send('project', id, 'StartConstruction')).status).toBe(200);
    expect((await api.call(`/api/projects/${id}/next`)).status).toBe(401);
    expect((await api.call('/api/projects/PRJ-1999-0001/next', { as: 'staff' })).json['code']).toBe(
      'STREAM_NOT_FOUND',
    );
  });
});
