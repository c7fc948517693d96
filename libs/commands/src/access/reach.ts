import type pg from 'pg';
import type { Aggregate } from '#domain';
import { addToScope, scopesOf, type Actor } from '#identity';
import { recordOf, streamOf } from '../record/record-model.js';
import type { RecordStates } from '../record/record-states.js';

const KEPT_FOR = 2_000;

/** A record that somebody asks for; without an id, one that is not there. */
interface Asked {
  readonly aggregate: Aggregate;
  readonly id: string | undefined;
}

interface Known {
  readonly streams: Promise<ReadonlySet<string>>;
  readonly until: number;
}

/**
 * Which records the rights of an actor reach who is limited to some: those of the scope, the members of its collections and
 * the projects of its agreements, as the log has them now.
 */
export class Reach {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly states: RecordStates,
  ) {}

  /** Whether the actor is limited to no records, or the record is among them. */
  async sees(actor: Actor, record: Asked): Promise<boolean> {
    return actor.scoped !== true || this.covers(actor.id, record);
  }

  /**
   * Whether the record is among those that the actor is limited to. One that was not is looked for once more before the
   * answer is no, and one that is not there takes the same work.
   */
  async covers(actorId: string, { aggregate, id }: Asked): Promise<boolean> {
    const stream = id === undefined ? '' : streamOf(aggregate, id);
    const isAmong = async () => (await this.streamsOf(actorId)).has(stream);
    if (await isAmong()) return true;
    this.known.delete(actorId);
    return isAmong();
  }

  /** Uuids of the records that the actor is limited to; undefined where there is no limit. */
  async within(actor: Actor): Promise<readonly string[] | undefined> {
    if (actor.scoped !== true) return undefined;
    return [...(await this.streamsOf(actor.id))].map((stream) => recordOf(stream).id);
  }

  /** Lets the rights reach a record that the actor made. */
  async add(actorId: string, record: { readonly aggregate: Aggregate; readonly id: string }): Promise<void> {
    await addToScope(this.pool, actorId, [{ kind: record.aggregate, id: record.id }]);
    this.known.delete(actorId);
  }

  private streamsOf(actorId: string): Promise<ReadonlySet<string>> {
    const known = this.known.get(actorId);
    if (known !== undefined && known.until > performance.now()) return known.streams;
    const streams = this.expand(actorId);
    this.known.set(actorId, { streams, until: performance.now() + KEPT_FOR });
    streams.catch(() => this.known.delete(actorId));
    return streams;
  }

  private async expand(actorId: string): Promise<ReadonlySet<string>> {
    const entries = (await scopesOf(this.pool, actorId)).get(actorId) ?? [];
    const met = new Set(entries.map(({ kind, id }) => streamOf(kind, id)));
    // A set gives what is added while it is walked, too: members of members.
    for (const stream of met) for (const next of await this.onward(stream)) met.add(next);
    return met;
  }

  private async onward(stream: string): Promise<readonly string[]> {
    if (recordOf(stream).aggregate === 'project') return [];
    const { state } = (await this.states.newest(stream)).record;
    switch (state.aggregate) {
      case 'collection':
        return state.members.map(({ memberKind, memberId }) => streamOf(memberKind, memberId));
      case 'agreement':
        return state.links.map(({ projectId }) => streamOf('project', projectId));
      case 'project':
        return [];
    }
  }
}
