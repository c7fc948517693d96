import { createCommandService, type CommandService } from '#commands';
import { type Actor } from '#identity';
import { EVENT_CATALOGUE, type CommandName } from '#domain';
import { createCatalogue, type EventStore } from '#event-store';
import { loadPortfolio } from '#exchange';
import { createLogger, newId, systemClock } from '#platform';
import {
  beginRebuild,
  ProjectionRunner,
  readProjectionStatus,
  RegisterQueries,
  registerProjection,
  type Projection,
  type RunnerOptions,
} from '#projections';
import type pg from 'pg';
import type { TestDatabase } from '../database.js';
import { eventually } from '../eventually.js';
import { openStore } from '../log.js';

const STAFF: Actor = { id: '0198c0de-0000-7000-8000-00000000aaaa', role: 'staff' };
export const SOURCE = { publisher: 'Akimat of Zhambyl region', title: 'Works began', class: 'officialAct' };

export interface Given {
  readonly id: string;
  readonly publicId: string;
  readonly position: bigint;
}

/** Commands, projections and queries over one test database. */
export interface RegisterHarness {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly service: CommandService;
  readonly queries: RegisterQueries;
  /** Gives a command and fails when it is not accepted. */
  give(
    name: CommandName,
    aggregate: 'agreement' | 'project' | 'collection',
    id: string | undefined,
    input?: object,
  ): Promise<Given>;
  loadPortfolio(): Promise<number>;
  /** A runner that the harness stops at its end. */
  run(options?: Partial<RunnerOptions> & { projection?: Projection }): Promise<ProjectionRunner>;
  /** Ends the runners and builds the register anew, until it is shown. */
  rebuild(options: Partial<RunnerOptions>): Promise<void>;
  /** Waits until the register reflects everything. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export function openRegister(db: TestDatabase): RegisterHarness {
  const { store, stop } = openStore(db, { catalogue: createCatalogue(EVENT_CATALOGUE) });
  const pool = db.appPool({ applicationName: 'spec-register', max: 12 });
  const service = createCommandService({ store, pool });
  const queries = new RegisterQueries({ pool, store, clock: systemClock });
  const runners: ProjectionRunner[] = [];
  const execute = async (
    request: {
      name: CommandName;
      target: { aggregate: 'agreement' | 'project' | 'collection'; id?: string };
      input: object;
      commandId: string;
    },
    origin: 'live' | 'import',
  ) => {
    const result = await service.execute({ ...request, input: request.input as never, actor: STAFF, origin });
    if (result.kind !== 'accepted') throw new Error(`${request.name}: ${JSON.stringify(result)}`);
    return result;
  };
  return {
    pool,
    store,
    service,
    queries,
    async give(name, aggregate, id, input = {}) {
      const target = id === undefined ? { aggregate } : { aggregate, id };
      const sources = { sources: [SOURCE] };
      const { answer } = await execute(
        { name, target, input: { ...sources, ...input }, commandId: newId() },
        'live',
      );
      return { id: answer.id, publicId: answer.publicId, position: BigInt(answer.position) };
    },
    async loadPortfolio() {
      const { recorded } = await loadPortfolio(async (command) => {
        const { answer, repeated } = await execute(command, 'import');
        return { id: answer.id, repeated };
      });
      return recorded;
    },
    async run(options = {}) {
      const logger = createLogger('silent');
      const runner = new ProjectionRunner({
        pool,
        store,
        projection: registerProjection,
        logger,
        holder: 'spec',
        ...options,
      });
      runners.push(runner);
      await runner.start();
      return runner;
    },
    async rebuild(options) {
      await Promise.all(runners.splice(0).map((runner) => runner.stop()));
      await beginRebuild(pool, registerProjection);
      await this.run(options);
      await eventually('the rebuild is done', async () => {
        const [status] = await readProjectionStatus(pool);
        return status?.rebuild === null;
      });
    },
    async settled() {
      const head = await store.head();
      if (!(await queries.reached(head, 20_000))) throw new Error(`the register did not reach ${head}`);
    },
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
      await stop();
    },
  };
}
