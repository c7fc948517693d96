import { z } from 'zod';
import {
  amendmentPageShape,
  amendmentsQueryShape,
  activityShape,
  asOfQueryShape,
  boardQueryShape,
  compareQueryShape,
  comparisonQueryShape,
  comparisonShape,
  driftPageShape,
  driftQueryShape,
  evidenceQueryShape,
  evidenceShape,
  funnelShape,
  feedQueryShape,
  historyQueryShape,
  historyShape,
  lateFactPageShape,
  lateFactsQueryShape,
  wrongNoticePageShape,
  sumsAtLevelsQueryShape,
  sumsAtLevelsShape,
  thinStagePageShape,
  thinStagesQueryShape,
  wrongNoticesQueryShape,
  logPageShape,
  logQueryShape,
  milestoneBoardShape,
  nearestAmendmentsQueryShape,
  nearestAmendmentsShape,
  portfolioSummaryShape,
  figuresQueryShape,
  findingPageShape,
  qualityQueryShape,
  recorderListShape,
  refusalPageShape,
  refusalsQueryShape,
  recordersQueryShape,
  readQueryShape,
  recordQueryShape,
  recordAsOfShape,
  recordComparisonShape,
  recordDetailShape,
  recordFeedQueryShape,
  registerListShape,
  registerQueryShape,
  streamMessageShape,
} from '#contracts';
import type { Aggregate } from '#domain';
import type { ProblemCode } from '../http/problem-table.js';
import { RECORD_PATHS } from '../records/record-kinds.js';
import { streamQueryShape } from '../stream/stream-filter.js';
import { TAG_OF } from './command-operations.js';
import type { Operation } from './operation.js';

const READ: readonly ProblemCode[] = ['INVALID_QUERY', 'READ_MODEL_BEHIND', 'UNAVAILABLE', 'UNAUTHENTICATED'];

const get = (
  path: string,
  operation: Pick<Operation, 'operationId' | 'summary' | 'tag' | 'query' | 'problems'> & {
    readonly schema: z.ZodType;
    readonly headers?: z.ZodObject;
    readonly mediaType?: string;
    readonly key?: boolean;
  },
): Operation => {
  const { schema, headers, mediaType, key = false, ...rest } = operation;
  const answer = {
    ...{ status: '200' as const, description: 'The answer', schema },
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(headers === undefined ? {} : { headers }),
  };
  return { method: 'get', path, ...rest, key, answer };
};

const position = z.object({
  'X-Position': z.string().meta({ description: 'Position of the log that the answer rests on' }),
});

const FEEDS = {
  'feed.json': ['jsonFeed', 'as a JSON Feed', 'application/feed+json'],
  'feed.atom': ['atomFeed', 'as an Atom feed', 'application/atom+xml'],
  'calendar.ics': ['calendar', 'as a calendar of its steps and milestones', 'text/calendar'],
} as const;

/** Documents for feed readers and calendars; `If-None-Match` is answered. */
const feedsOf = (aggregate: Aggregate): Operation[] => {
  const path = `/api/${RECORD_PATHS[aggregate]}`;
  const tag = TAG_OF[aggregate];
  return Object.entries(FEEDS).flatMap(([file, [name, words, mediaType]]) => [
    get(`${path}/${file}`, {
      ...{ operationId: `${aggregate}.${name}OfList`, tag, summary: `What is new of the records, ${words}` },
      ...{ query: feedQueryShape, schema: z.string(), mediaType, problems: READ },
    }),
    get(`${path}/{id}/${file}`, {
      ...{ operationId: `${aggregate}.${name}`, tag, summary: `What is new of one record, ${words}` },
      ...{ query: recordFeedQueryShape, schema: z.string(), mediaType },
      problems: [...READ, 'STREAM_NOT_FOUND'],
    }),
  ]);
};

const readsOf = (aggregate: Aggregate): Operation[] => {
  const path = `/api/${RECORD_PATHS[aggregate]}`;
  const tag = TAG_OF[aggregate];
  return [
    get(path, {
      ...{
        operationId: `${aggregate}.list`,
        tag,
        summary: 'The records, filtered, sorted and paged by keyset',
      },
      ...{ query: registerQueryShape, schema: registerListShape, headers: position },
      problems: [...READ, 'INVALID_CURSOR'],
    }),
    get(`${path}/{id}`, {
      ...{ operationId: `${aggregate}.read`, tag, summary: 'One record in full, now or at a moment' },
      ...{ query: recordQueryShape, schema: recordDetailShape },
      headers: position.extend({ ETag: z.string().meta({ description: 'Its version, for If-Match' }) }),
      problems: [...READ, 'STREAM_NOT_FOUND'],
    }),
    get(`${path}/{id}/history`, {
      ...{
        operationId: `${aggregate}.history`,
        tag,
        summary: 'Its events on both clocks, with their sources',
      },
      ...{ query: historyQueryShape, schema: historyShape, headers: position },
      problems: [...READ, 'STREAM_NOT_FOUND'],
    }),
    get(`${path}/{id}/as-of`, {
      ...{ operationId: `${aggregate}.asOf`, tag },
      summary: 'What was known of it at one moment (knownAt) of how it stood on one day (validAt)',
      ...{ query: asOfQueryShape, schema: recordAsOfShape, headers: position },
      problems: [...READ, 'STREAM_NOT_FOUND'],
    }),
    get(`${path}/{id}/evidence`, {
      ...{ operationId: `${aggregate}.evidence`, tag },
      summary:
        'What is said of it by whom, side by side: sources, standing, verifications, disputes, silence',
      ...{ query: evidenceQueryShape, schema: evidenceShape, headers: position },
      problems: [...READ, 'STREAM_NOT_FOUND'],
    }),
    get(`${path}/{id}/compare`, {
      ...{ operationId: `${aggregate}.compare`, tag },
      summary: 'What it shows differently at two moments, and why: happened, learned late, corrected, ...',
      ...{ query: compareQueryShape, schema: recordComparisonShape, headers: position },
      problems: [...READ, 'STREAM_NOT_FOUND'],
    }),
  ];
};

export const READ_OPERATIONS: readonly Operation[] = [
  ...(['agreement', 'project', 'collection'] as const).flatMap((kind) => [
    ...readsOf(kind),
    ...feedsOf(kind),
  ]),
  get('/api/collections/{id}/funnel', {
    ...{ operationId: 'collection.funnel', tag: 'Collections', headers: position },
    summary: 'What became of its members, by count and by known value, beside what is claimed of it',
    ...{ query: figuresQueryShape, schema: funnelShape, problems: [...READ, 'STREAM_NOT_FOUND'] },
  }),
  get('/api/portfolio/summary', {
    ...{
      operationId: 'portfolio.summary',
      tag: 'Portfolio',
      summary: 'Counts and known sums, each as n of m known',
    },
    ...{ query: figuresQueryShape, schema: portfolioSummaryShape, headers: position, problems: READ },
  }),
  get('/api/portfolio/activity', {
    ...{
      operationId: 'portfolio.activity',
      tag: 'Portfolio',
      summary: 'How many events were recorded in each month, of those that the reader may see',
    },
    ...{ query: readQueryShape, schema: activityShape, headers: position, problems: READ },
  }),
  get('/api/portfolio/compare', {
    ...{
      operationId: 'portfolio.compare',
      tag: 'Portfolio',
      summary: 'What the portfolio, or what a filter finds, shows differently at two moments, and why',
    },
    ...{ query: comparisonQueryShape, schema: comparisonShape, headers: position, problems: READ },
  }),
  get('/api/quality', {
    ...{
      operationId: 'portfolio.quality',
      tag: 'Portfolio',
      summary: 'What is doubtful about the records, with the reason of each and the events that say so',
    },
    ...{
      query: qualityQueryShape,
      schema: findingPageShape,
      headers: position,
      problems: [...READ, 'INVALID_CURSOR'],
    },
  }),
  get('/api/refused-commands', {
    ...{ operationId: 'audit.refusals', tag: 'Audit', key: true },
    summary: 'Commands that were refused: who tried what, which rule was in the way, when',
    ...{ query: refusalsQueryShape, schema: refusalPageShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/assurance/drift', {
    ...{ operationId: 'audit.drift', tag: 'Audit', key: true },
    summary: 'What lists say differently than a replay of the log, a page of records at a time',
    ...{ query: driftQueryShape, schema: driftPageShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/assurance/amendments', {
    ...{ operationId: 'audit.amendments', tag: 'Audit', key: true },
    summary: 'Corrections and retractions with what they amend, by whom, after how long and why',
    ...{ query: amendmentsQueryShape, schema: amendmentPageShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/assurance/late-facts', {
    ...{ operationId: 'audit.lateFacts', tag: 'Audit', key: true },
    summary: 'Facts that were recorded more than 90 days after they happened',
    ...{ query: lateFactsQueryShape, schema: lateFactPageShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/assurance/thin-stages', {
    ...{ operationId: 'audit.thinStages', tag: 'Audit', key: true },
    summary: 'Changes of stage that nothing but one press source says',
    ...{ query: thinStagesQueryShape, schema: thinStagePageShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/assurance/sums', {
    ...{ operationId: 'audit.sums', tag: 'Audit', key: true },
    summary: 'Sums of agreements beside those of their projects, and what of them counts',
    ...{ query: sumsAtLevelsQueryShape, schema: sumsAtLevelsShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/assurance/wrong-notices', {
    ...{ operationId: 'audit.wrongNotices', tag: 'Audit', key: true },
    summary: 'Notices that told what was amended later, and what became of their correction',
    ...{ query: wrongNoticesQueryShape, schema: wrongNoticePageShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/quality/recorders', {
    ...{ operationId: 'audit.recorders', tag: 'Audit', key: true },
    summary: 'Who recorded how much in a period, and how much of it was corrected or retracted since',
    ...{ query: recordersQueryShape, schema: recorderListShape },
    problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'INVALID_QUERY', 'UNAVAILABLE'],
  }),
  get('/api/milestones', {
    ...{
      operationId: 'portfolio.milestones',
      tag: 'Portfolio',
      summary: 'Planned and overdue milestones with their slip',
    },
    ...{ query: boardQueryShape, schema: milestoneBoardShape, headers: position },
    problems: [...READ, 'INVALID_CURSOR'],
  }),
  get('/api/stream', {
    ...{ operationId: 'portfolio.stream', tag: 'Portfolio', mediaType: 'text/event-stream' },
    summary:
      'What changes, as server-sent events `changed`: the id is the position, Last-Event-ID resumes after it. The first, `ready`, has the position after which everything is told',
    ...{ query: streamQueryShape, schema: streamMessageShape },
    problems: ['INVALID_QUERY', 'INVALID_HEADER', 'UNAUTHENTICATED', 'TOO_MANY_STREAMS'],
  }),
  get('/api/events', {
    ...{ operationId: 'log.read', tag: 'Audit', summary: 'The log in order of position', key: true },
    ...{ query: logQueryShape, schema: logPageShape },
    problems: ['INVALID_QUERY', 'UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'UNAVAILABLE'],
  }),
  get('/api/events/amendments', {
    ...{ operationId: 'log.amendments', tag: 'Audit', key: true },
    summary: 'The nearest corrections and retractions before and behind a position of the log',
    ...{ query: nearestAmendmentsQueryShape, schema: nearestAmendmentsShape },
    problems: ['INVALID_QUERY', 'UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'READ_MODEL_BEHIND', 'UNAVAILABLE'],
  }),
];
