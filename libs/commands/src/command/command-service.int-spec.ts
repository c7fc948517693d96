import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandAnswer, JsonValue } from '#contracts';
import type { Aggregate, CommandName } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import { newId } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegistry } from '../../../../test/support/registry.js';
import { PUBLIC, type Actor } from '#identity';
import type { CommandService } from './command-service.js';
import type { CommandContext, CommandResult } from './request.js';

let db: TestDatabase;
let store: EventStore;
let commands: CommandService;
let stop: () => Promise<void>;

// 20:30 UTC is the next day in Almaty: the register's day, year and public ids go by that.
const NEW_YEARS_EVE = new Date('2026-12-31T20:30:00Z');

beforeAll(async () => {
  db = await cloneDatabase();
  ({ store, commands, stop } = openRegistry(db, { now: () => NEW_YEARS_EVE }));
});
afterAll(async () => {
  await stop();
  await db.drop();
});

const staff: Actor = { id: newId(), role: 'staff' };
const source = { publisher: 'Akimat of Zhambyl', title: 'Works began', class: 'officialAct' };
const sources = [source];
let made = 0;
const titles = (): JsonValue => ({ en: `Record ${(made += 1)}` });

const send = (
  name: CommandName,
  target: { aggregate: Aggregate; id?: string },
  input: JsonValue,
  context: Partial<CommandContext> = {},
): Promise<CommandResult> =>
  commands.execute({ name, target, input, commandId: newId(), actor: staff, ...context });

function answerOf(result: CommandResult): CommandAnswer {
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  return result.answer;
}
const codeOf = (result: CommandResult): string =>
  result.kind === 'rejected' ? result.rejection.code : result.kind;

const agreement = async (input: object = {}): Promise<CommandAnswer> =>
  answerOf(await send('RegisterAgreement', { aggregate: 'agreement' }, { titles: titles(), ...input }));
const project = async (input: object = {}): Promise<CommandAnswer> =>
  answerOf(await send('RegisterProject', { aggregate: 'project' }, { titles: titles(), ...input }));
const relate = (from: string, otherId: string, relation = 'frameworkOf') =>
  send('RelateAgreement', { aggregate: 'agreement', id: from }, { otherId, relation });

async function eventsOf(stream: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream)) events.push(event);
  return events;
}

describe('a command that makes a record', () => {
  it('answers with the next public id of the year in Almaty and never gives one twice', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => project()));
    const ids = answers.map(({ publicId }) => publicId).sort();
    expect(ids[0]).toMatch(/^PRJ-2027-0001$/);
    expect(new Set(ids).size).toBe(12);
    expect(ids.at(-1)).toBe('PRJ-2027-0012');
  });

  it('gives the first answer again, without using up a public id, and refuses another content', async () => {
    const commandId = newId();
    const input = { titles: { en: 'Repeated', ru: 'Повтор' } };
    const first = await send('RegisterAgreement', { aggregate: 'agreement' }, input, { commandId });
    const turned = { titles: { ru: 'Повтор', en: 'Repeated' } };
    const again = await send('RegisterAgreement', { aggregate: 'agreement' }, turned, { commandId });
    expect(again).toEqual({ ...first, repeated: true });
    const other = { titles: { en: 'Repeated, not quite' } };
    const differing = await send('RegisterAgreement', { aggregate: 'agreement' }, other, { commandId });
    expect(differing).toEqual({ kind: 'mismatch' });
    const stranger = { commandId, actor: { ...staff, id: newId() } };
    expect(await send('RegisterAgreement', { aggregate: 'agreement' }, input, stranger)).toEqual({
      kind: 'mismatch',
    });
    const next = await agreement();
    const number = (publicId: string) => Number(publicId.split('-')[2]);
    expect(number(next.publicId)).toBe(number(answerOf(first).publicId) + 1);
  });

  it('records one event and gives fifty equal answers when fifty send the same at once', async () => {
    const commandId = newId();
    const input = { titles: titles(), location: { country: 'KZ', regions: ['KZ-31'] } };
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        send('RegisterProject', { aggregate: 'project' }, input, { commandId }),
      ),
    );
    const answers = new Set(results.map((result) => JSON.stringify(answerOf(result))));
    expect(answers.size).toBe(1);
    expect(results.filter((result) => result.kind === 'accepted' && !result.repeated)).toHaveLength(1);
    const [first] = results;
    expect(await eventsOf(`project-${answerOf(first as CommandResult).id}`)).toHaveLength(2);
  });

  it('points at the record that looks alike, unless a person says that it is another thing', async () => {
    const input = {
      titles: { en: 'Steel plant, 3 Mt', zh: '钢厂' },
      location: { country: 'KZ', regions: ['KZ-31'] },
    };
    const first = await project(input);
    const alike = {
      titles: { en: ' steel PLANT — 3 mt ' },
      location: { country: 'KZ', regions: ['KZ-31', 'KZ-61'] },
    };
    const refused = await send('RegisterProject', { aggregate: 'project' }, alike);
    expect(refused).toMatchObject({
      kind: 'rejected',
      rejection: {
        code: 'POSSIBLE_DUPLICATE_RECORD',
        details: { existingId: first.id, publicId: first.publicId },
      },
    });
    expect((await project({ ...alike, notADuplicate: true })).id).not.toBe(first.id);
    const elsewhere = { ...alike, location: { country: 'KZ', regions: ['KZ-79'] } };
    expect((await project(elsewhere)).version).toBe(2);
    expect(
      codeOf(await send('RegisterAgreement', { aggregate: 'agreement' }, { titles: alike.titles })),
    ).toBe('accepted');
  });

  it('registers an agreement and its project in one step, linked, or neither', async () => {
    const input = {
      agreement: { titles: titles(), kind: 'contract', occurredOn: '2026', sources },
      project: { titles: titles(), milestones: [{ code: 'constructionStart', plannedOn: '2027-05' }] },
      relation: 'covers',
    };
    const commandId = newId();
    const result = await commands.registerAgreementWithProject({ input, commandId, actor: staff });
    const answer = answerOf(result);
    expect(answer.project?.publicId).toMatch(/^PRJ-/);
    const own = await eventsOf(`agreement-${answer.id}`);
    expect(own.map(({ type }) => type)).toEqual(['AgreementRegistered', 'ProjectLinked']);
    expect(own[1]?.data).toMatchObject({ projectId: answer.project?.id, relation: 'covers' });
    const theirs = await eventsOf(`project-${answer.project?.id ?? ''}`);
    expect(theirs.map(({ type }) => type)).toEqual(['ProjectRegistered', 'MilestonePlanned']);
    expect(answer.events).toHaveLength(4);
    const again = await commands.registerAgreementWithProject({ input, commandId, actor: staff });
    expect(again).toEqual({ kind: 'accepted', repeated: true, answer });

    const head = await store.head();
    const bad = { ...input, agreement: { ...input.agreement, titles: titles() } };
    const refused = await commands.registerAgreementWithProject({
      input: bad,
      commandId: newId(),
      actor: staff,
    });
    expect(codeOf(refused)).toBe('POSSIBLE_DUPLICATE_RECORD');
    expect(await store.head()).toBe(head);
  });
});

describe('a command on a record', () => {
  it('bears in its envelope who, when in the world, how known, and whether it is old news', async () => {
    const { id, publicId } = await project();
    const correlationId = newId();
    const input = { occurredOn: '2026-03', sources, basis: 'observed', note: 'seen' };
    const answer = answerOf(
      await send('StartConstruction', { aggregate: 'project', id: publicId.toLowerCase() }, input, {
        correlationId,
      }),
    );
    expect(answer).toMatchObject({ id, publicId, version: 2 });
    expect(answer.warnings.map(({ code }) => code)).toEqual(['SKIPPED_PREPARATION']);
    const recorded = (await eventsOf(`project-${id}`)).at(-1);
    expect(recorded).toMatchObject({ type: 'ConstructionStarted', version: 2, id: answer.events[0]?.id });
    expect(recorded?.envelope).toEqual({
      occurredOn: '2026-03',
      occurredFrom: '2026-03-01',
      occurredTo: '2026-03-31',
      actor: { id: staff.id, role: 'staff' },
      command: 'StartConstruction',
      correlation: correlationId,
      causation: null,
      sources,
      basis: 'observed',
      visibility: 'public',
      backfill: true,
      origin: 'live',
      note: 'seen',
    });
  });

  it('is refused by the domain with its code and what to do', async () => {
    const { id } = await project();
    const start = () =>
      send('StartConstruction', { aggregate: 'project', id }, { occurredOn: '2026-03', sources });
    expect(codeOf(await send('StartConstruction', { aggregate: 'project', id }, {}))).toBe(
      'EVIDENCE_REQUIRED',
    );
    expect(codeOf(await start())).toBe('accepted');
    expect(codeOf(await start())).toBe('ALREADY_UNDER_CONSTRUCTION');
    expect(codeOf(await send('ResumeProject', { aggregate: 'project', id: newId() }, {}))).toBe(
      'STREAM_NOT_FOUND',
    );
    expect(codeOf(await send('ResumeProject', { aggregate: 'project', id: 'AGR-2027-0001' }, {}))).toBe(
      'STREAM_NOT_FOUND',
    );
  });

  it('tells a stale version, and gives a repetition its first answer even when the version has moved on', async () => {
    const { id } = await project();
    const target = { aggregate: 'project' as const, id };
    const commandId = newId();
    const first = await send('BeginPreparation', target, { sources }, { commandId, expectedVersion: 1 });
    expect(answerOf(first).version).toBe(2);
    expect(await send('ConfirmStatus', target, { asOf: '2026' }, { expectedVersion: 1 })).toEqual({
      kind: 'conflict',
      currentVersion: 2,
    });
    await send('ConfirmStatus', target, { asOf: '2026' });
    expect(await send('BeginPreparation', target, { sources }, { commandId, expectedVersion: 1 })).toEqual({
      ...first,
      repeated: true,
    });
    const nowhere = { aggregate: 'project' as const, id: newId() };
    expect(codeOf(await send('BeginPreparation', nowhere, { sources }, { expectedVersion: 3 }))).toBe(
      'STREAM_NOT_FOUND',
    );
  });

  it('names every bad field at once and writes nothing', async () => {
    const { id } = await project();
    const head = await store.head();
    const input = {
      occurredOn: '2026-02-30',
      recordedAt: '2020-01-01',
      sources: [{ publisher: 'P', title: 'T', class: 'press', url: 'javascript:alert(1)' }],
    };
    const result = await send('StartConstruction', { aggregate: 'project', id }, input);
    if (result.kind !== 'invalid') throw new Error(result.kind);
    expect(result.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/occurredOn DATE_UNPARSABLE',
      '/recordedAt UNKNOWN_FIELD',
      '/sources/0/url INVALID_VALUE',
    ]);
    expect(await store.head()).toBe(head);
  });

  it('is for those alone whom the policy lets', async () => {
    const { id } = await project();
    const target = { aggregate: 'project' as const, id };
    const actor: Actor = { id: newId(), role: 'auditor' };
    expect(await send('BeginPreparation', target, { sources }, { actor })).toEqual({
      kind: 'denied',
      code: 'FORBIDDEN_ROLE',
    });
    expect(await send('BeginPreparation', target, { sources }, { actor: PUBLIC })).toEqual({
      kind: 'denied',
      code: 'UNAUTHENTICATED',
    });
    const pair = { input: {}, commandId: newId(), actor };
    expect(await commands.registerAgreementWithProject(pair)).toEqual({
      kind: 'denied',
      code: 'FORBIDDEN_ROLE',
    });
  });
});

describe('a command that links two records', () => {
  it('finds the other record in the log and refuses one that is not there', async () => {
    const [{ id }, { id: projectId }] = [await agreement(), await project()];
    const link = (other: string) =>
      send('LinkProject', { aggregate: 'agreement', id }, { projectId: other, relation: 'covers' });
    expect(codeOf(await link(projectId))).toBe('accepted');
    expect(codeOf(await link(projectId))).toBe('NO_CHANGE');
    expect(codeOf(await link(newId()))).toBe('TARGET_NOT_FOUND');
    expect(codeOf(await link(id))).toBe('TARGET_NOT_FOUND');
  });

  it('refuses a circle over any number of records, for the same relation only', async () => {
    const chain = await Promise.all(Array.from({ length: 6 }, () => agreement()));
    const ids = chain.map(({ id }) => id);
    for (const [index, id] of ids.slice(0, -1).entries()) {
      expect(codeOf(await relate(id, ids[index + 1] ?? ''))).toBe('accepted');
    }
    expect(codeOf(await relate(ids[5] ?? '', ids[0] ?? ''))).toBe('LINK_CYCLE');
    expect(codeOf(await relate(ids[5] ?? '', ids[0] ?? '', 'annexTo'))).toBe('accepted');
    expect(codeOf(await relate(ids[5] ?? '', ids[5] ?? ''))).toBe('SELF_LINK');
  });

  it('lets two commands that close a circle together from both ends not both through', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [a, b, c] = (await Promise.all([agreement(), agreement(), agreement()])).map(({ id }) => id);
      await relate(b ?? '', c ?? '');
      const outcomes = (await Promise.all([relate(a ?? '', b ?? ''), relate(c ?? '', a ?? '')])).map(codeOf);
      expect(outcomes.sort()).toEqual(['LINK_CYCLE', 'accepted']);
    }
  });

  it('follows membership, supersession and merging too', async () => {
    const define = async () =>
      answerOf(
        await send('DefineCollection', { aggregate: 'collection' }, { titles: titles(), kind: 'package' }),
      ).id;
    const [outer, inner] = [await define(), await define()];
    const add = (id: string, memberId: string) =>
      send('AddMember', { aggregate: 'collection', id }, { memberKind: 'collection', memberId });
    expect(codeOf(await add(outer, inner))).toBe('accepted');
    expect(codeOf(await add(inner, outer))).toBe('LINK_CYCLE');

    const signed = async () => (await agreement({ initialStatus: 'Signed', sources })).id;
    const [older, newer] = [await signed(), await signed()];
    const supersede = (id: string, byAgreementId: string) =>
      send('SupersedeAgreement', { aggregate: 'agreement', id }, { byAgreementId, sources });
    expect(codeOf(await supersede(older, newer))).toBe('accepted');
    expect(codeOf(await supersede(newer, older))).toBe('LINK_CYCLE');
    expect(codeOf(await supersede(newer, (await agreement()).id))).toBe('NOT_SIGNED');

    const [one, two] = [(await project()).id, (await project()).id];
    const merge = (id: string, intoId: string) =>
      send('MergeRecord', { aggregate: 'project', id }, { intoId, reason: 'the same plant' });
    expect(codeOf(await merge(one, two))).toBe('accepted');
    expect(codeOf(await merge(two, one))).toBe('LINK_CYCLE');
    expect(codeOf(await merge(two, newer))).toBe('TARGET_NOT_FOUND');
  });
});
