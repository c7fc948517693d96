import type { z } from 'zod';
import {
  accessEventPageShape,
  accessEventsQueryShape,
  apiKeyListShape,
  approvalAnswerShape,
  approvalShape,
  newApiKeyAnswerShape,
  newApiKeyShape,
  newUserAnswerShape,
  newProposalShape,
  newUserShape,
  openIdQueryShape,
  passwordChangeShape,
  passwordLinkShape,
  passwordResetShape,
  proposalChangeShape,
  proposalListShape,
  proposalRejectionShape,
  proposalShape,
  proposalsQueryShape,
  roleChangeShape,
  scopeChangeShape,
  secondFactorCodeShape,
  secondFactorSecretShape,
  sessionListShape,
  sessionShape,
  setUpRequestShape,
  signInRequestShape,
  stepUpRequestShape,
  userListShape,
  userShape,
} from '#contracts';
import type { ProblemCode } from '../http/problem-table.js';
import { EXAMPLE_IDS, sources } from './examples/example-ids.js';
import type { Operation } from './operation.js';

type Method = Operation['method'];
type Body = NonNullable<Operation['body']>;

const COMMON: readonly ProblemCode[] = ['UNAUTHENTICATED', 'CROSS_SITE', 'UNAVAILABLE'];
const SENT: readonly ProblemCode[] = [...COMMON, 'INVALID_JSON', 'INVALID_INPUT', 'UNKNOWN_FIELD'];
const SIGNING_IN: readonly ProblemCode[] = [
  ...SENT,
  ...(['SIGN_IN_FAILED', 'SECOND_FACTOR_REQUIRED', 'TOO_MANY_SIGN_INS', 'PASSWORDS_BUSY'] as const),
];
const SENSITIVE: readonly ProblemCode[] = [
  ...SENT,
  ...(['FORBIDDEN_ROLE', 'STEP_UP_REQUIRED', 'SECOND_FACTOR_NOT_SET_UP'] as const),
];

interface Given {
  readonly id: string;
  readonly summary: string;
  readonly problems: readonly ProblemCode[];
  readonly answer?: z.ZodType;
  readonly body?: Body;
  readonly query?: z.ZodObject;
  readonly status?: Operation['answer']['status'];
  readonly key?: boolean;
  readonly description?: string;
}

function operation(method: Method, path: string, given: Given): Operation {
  const { id, summary, problems, answer: schema, body, query, key = true } = given;
  const { description = 'The answer' } = given;
  const status = given.status ?? (schema === undefined ? '204' : '200');
  return {
    ...{ method, path, tag: 'Identity', operationId: id, summary, problems, key },
    answer: { status, description, ...(schema === undefined ? {} : { schema }) },
    ...(body === undefined ? {} : { body }),
    ...(query === undefined ? {} : { query }),
  };
}

const password = 'correct horse battery staple';
const token = 'as the address of the link bears it';

const SESSION_OPERATIONS: readonly Operation[] = [
  operation('get', '/api/session', {
    ...{ id: 'session.read', summary: 'Who is signed in, and how one signs in', answer: sessionShape },
    ...{ problems: ['UNAVAILABLE'], key: false },
  }),
  operation('post', '/api/session', {
    ...{ id: 'session.signIn', summary: 'Sign in at the page', answer: sessionShape, key: false },
    body: { schema: signInRequestShape, example: { email: 'desk@example.org', password } },
    problems: SIGNING_IN,
  }),
  operation('delete', '/api/session', {
    ...{
      id: 'session.signOut',
      summary: 'Sign out at the page',
      answer: sessionShape,
      key: false,
      problems: COMMON,
    },
  }),
  operation('post', '/api/session/step-up', {
    ...{ id: 'session.stepUp', summary: 'Prove again who you are', answer: sessionShape },
    body: { schema: stepUpRequestShape, example: { password, code: '123456' } },
    problems: [...SIGNING_IN, 'NO_PASSWORD'],
  }),
  operation('get', '/api/session/openid', {
    ...{ id: 'session.openId', summary: 'Go to the identity provider and sign in there', key: false },
    ...{ query: openIdQueryShape, status: '302', problems: ['NOT_FOUND', 'INVALID_QUERY'] },
    description: 'The provider, or /sign-in?failed=OPENID_AWAY',
  }),
  operation('get', '/api/session/openid/callback', {
    ...{ id: 'session.openIdCallback', summary: 'Where the identity provider sends people back to' },
    ...{ key: false, status: '302', problems: ['NOT_FOUND'] },
    description:
      'The page, with a session; or /sign-in?failed= and OPENID_FAILED, OPENID_NO_ROLE or OPENID_AWAY',
  }),
  operation('post', '/api/setup', {
    ...{ id: 'setUp', summary: 'Make the first administrator', answer: sessionShape, key: false },
    body: {
      schema: setUpRequestShape,
      example: { token, name: 'Administrator', email: 'admin@example.org', password },
    },
    problems: [...SENT, 'TOKEN_INVALID', 'WEAK_PASSWORD'],
  }),
  operation('post', '/api/password-reset', {
    ...{ id: 'password.reset', summary: 'Set a password with a link', key: false },
    body: { schema: passwordResetShape, example: { token, password } },
    problems: [...SENT, 'TOKEN_INVALID', 'WEAK_PASSWORD'],
  }),
  operation('get', '/api/me/sessions', {
    ...{ id: 'sessions.list', summary: 'Your sessions', answer: sessionListShape, problems: COMMON },
  }),
  operation('delete', '/api/me/sessions', {
    ...{ id: 'sessions.endOthers', summary: 'End all your sessions but this one', problems: COMMON },
  }),
  operation('delete', '/api/me/sessions/{id}', {
    ...{ id: 'sessions.end', summary: 'End one of your sessions', problems: [...COMMON, 'NOT_FOUND'] },
  }),
  operation('put', '/api/me/password', {
    ...{ id: 'password.change', summary: 'Change your password; your other sessions end' },
    body: { schema: passwordChangeShape, example: { current: 'the one before', password } },
    problems: [...SIGNING_IN, 'WEAK_PASSWORD', 'NO_PASSWORD'],
  }),
  operation('post', '/api/me/second-factor', {
    ...{
      id: 'secondFactor.begin',
      summary: 'A secret for an authenticator',
      answer: secondFactorSecretShape,
    },
    problems: [...SENSITIVE, 'NO_PASSWORD'],
  }),
  operation('put', '/api/me/second-factor', {
    ...{ id: 'secondFactor.confirm', summary: 'Switch the second factor on', answer: sessionShape },
    body: { schema: secondFactorCodeShape, example: { code: '123456' } },
    problems: [...SENT, 'SECOND_FACTOR_CODE', 'NO_PASSWORD'],
  }),
  operation('delete', '/api/me/second-factor', {
    ...{ id: 'secondFactor.remove', summary: 'Switch the second factor off', answer: sessionShape },
    problems: [...SENSITIVE, 'SECOND_FACTOR_NEEDED'],
  }),
];

const USER: readonly ProblemCode[] = [...SENSITIVE, 'NO_SUCH_USER'];

const act = (path: string, id: string, given: Omit<Given, 'id'>): Operation =>
  operation('post', `/api/users/{id}/${path}`, { id: `users.${id}`, ...given });

const USER_OPERATIONS: readonly Operation[] = [
  operation('get', '/api/users', {
    ...{ id: 'users.list', summary: 'People and programs', answer: userListShape, problems: COMMON },
  }),
  operation('post', '/api/users', {
    ...{ id: 'users.add', summary: 'Add somebody; the answer has a link to set a password' },
    ...{ answer: newUserAnswerShape, status: '201', problems: [...SENSITIVE, 'EMAIL_TAKEN'] },
    body: {
      schema: newUserShape,
      example: { name: 'Zhambyl desk', email: 'zhambyl@example.org', role: 'staff' },
    },
  }),
  operation('put', '/api/users/{id}/role', {
    ...{ id: 'users.changeRole', summary: 'Give somebody another role', answer: userShape },
    body: { schema: roleChangeShape, example: { role: 'approver' } },
    problems: [...USER, 'OWN_ROLE', 'LAST_ADMIN'],
  }),
  operation('put', '/api/users/{id}/scope', {
    ...{ id: 'users.changeScope', summary: 'Limit rights to some records', answer: userShape },
    body: {
      schema: scopeChangeShape,
      example: { scope: [{ kind: 'collection', id: EXAMPLE_IDS.project }] },
    },
    problems: [...USER, 'OWN_ROLE'],
  }),
  act('disable', 'disable', {
    ...{ summary: 'Keep somebody out; sessions end at once', answer: userShape },
    problems: [...USER, 'OWN_ROLE', 'LAST_ADMIN'],
  }),
  act('enable', 'enable', { summary: 'Let somebody in again', answer: userShape, problems: USER }),
  act('reset-second-factor', 'resetSecondFactor', {
    ...{ summary: 'Take a lost authenticator away', answer: userShape, problems: USER },
  }),
  act('password-link', 'passwordLink', {
    ...{ summary: 'A link to set a new password', answer: passwordLinkShape },
    problems: [...USER, 'NO_PASSWORD'],
  }),
  operation('get', '/api/api-keys', {
    ...{ id: 'apiKeys.list', summary: 'Keys of programs', answer: apiKeyListShape, problems: COMMON },
  }),
  operation('post', '/api/api-keys', {
    ...{ id: 'apiKeys.issue', summary: 'Issue a key; it is shown this once', answer: newApiKeyAnswerShape },
    body: {
      schema: newApiKeyShape,
      example: { userId: EXAMPLE_IDS.project, label: 'Nightly export', grants: ['read'], days: 90 },
    },
    ...{ status: '201', problems: USER },
  }),
  operation('delete', '/api/api-keys/{id}', {
    ...{ id: 'apiKeys.revoke', summary: 'Revoke a key', problems: [...SENSITIVE, 'NOT_FOUND'] },
  }),
  operation('get', '/api/access-events', {
    ...{ id: 'accessEvents.list', summary: 'Sign-ins, changes of roles and keys, newest first' },
    ...{ answer: accessEventPageShape, query: accessEventsQueryShape },
    problems: [...COMMON, 'FORBIDDEN_ROLE', 'INVALID_QUERY'],
  }),
];

const PROPOSAL: readonly ProblemCode[] = [...SENT, 'FORBIDDEN_ROLE', 'NO_SUCH_PROPOSAL'];
const DECIDED: readonly ProblemCode[] = [...PROPOSAL, 'PROPOSAL_CLOSED', 'SELF_APPROVAL'];
const input = { occurredOn: '2026-10', reasonCode: 'finance', sources };

const PROPOSAL_OPERATIONS: readonly Operation[] = [
  operation('get', '/api/proposals', {
    ...{ id: 'proposals.list', summary: 'What waits for a second person, and what became of it' },
    ...{ answer: proposalListShape, query: proposalsQueryShape },
    problems: [...COMMON, 'FORBIDDEN_ROLE', 'INVALID_QUERY'],
  }),
  operation('post', '/api/proposals', {
    ...{ id: 'proposals.propose', summary: 'Propose a command that takes two people', answer: proposalShape },
    body: {
      schema: newProposalShape,
      example: { command: 'CancelProject', kind: 'project', recordId: 'PRJ-2026-0006', input },
    },
    ...{ status: '201', problems: [...SENT, 'FORBIDDEN_ROLE', 'STREAM_NOT_FOUND'] },
  }),
  operation('get', '/api/proposals/{id}', {
    ...{ id: 'proposals.read', summary: 'One proposal', answer: proposalShape, problems: PROPOSAL },
  }),
  operation('put', '/api/proposals/{id}', {
    ...{
      id: 'proposals.change',
      summary: 'Change your proposal; its hash changes too',
      answer: proposalShape,
    },
    body: { schema: proposalChangeShape, example: { input } },
    problems: [...PROPOSAL, 'PROPOSAL_CLOSED', 'NOT_YOUR_PROPOSAL'],
  }),
  operation('post', '/api/proposals/{id}/approve', {
    ...{ id: 'proposals.approve', summary: "Approve somebody else's proposal", answer: approvalAnswerShape },
    body: { schema: approvalShape, example: { hash: 'a'.repeat(64) } },
    problems: [...DECIDED, 'PROPOSAL_CHANGED', 'STEP_UP_REQUIRED'],
  }),
  operation('post', '/api/proposals/{id}/reject', {
    ...{ id: 'proposals.reject', summary: "Reject somebody else's proposal", answer: proposalShape },
    body: { schema: proposalRejectionShape, example: { reason: 'The paper is of another plant.' } },
    problems: DECIDED,
  }),
  operation('post', '/api/proposals/{id}/withdraw', {
    ...{ id: 'proposals.withdraw', summary: 'Take your proposal back', answer: proposalShape },
    problems: [...PROPOSAL, 'PROPOSAL_CLOSED', 'NOT_YOUR_PROPOSAL'],
  }),
];

export const IDENTITY_OPERATIONS: readonly Operation[] = [
  ...SESSION_OPERATIONS,
  ...USER_OPERATIONS,
  ...PROPOSAL_OPERATIONS,
];
