import type pg from 'pg';
import { newId } from '#platform';
import type { RefusalsQuery, RefusedCommand } from '#contracts';
import type { Actor } from './actor.js';

/** A command that was not done, as it is kept for the auditor: nothing of what the input said. */
export interface Refusal {
  readonly actor: Actor;
  readonly command: string;
  /** Kind and id as they were given; null: it would have made a record. */
  readonly record: string | null;
  /** The rule that was in the way. */
  readonly code: string;
  readonly fields: readonly string[];
  readonly commandId: string | null;
  readonly correlationId: string;
}

const KEEP = `
  INSERT INTO access.refused_command (id, actor_id, actor_role, command, record, code, fields, command_id, correlation_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const PAGE = `
  SELECT id, refused_at, actor_id, actor_role, command, record, code, fields, command_id, correlation_id
  FROM access.refused_command
  WHERE ($1::uuid IS NULL OR id < $1) AND ($2::uuid IS NULL OR actor_id = $2) AND ($3::text IS NULL OR code = $3)
    AND ($4::text IS NULL OR command = $4)
  ORDER BY id DESC LIMIT $5`;

const MOST_FIELDS = 20;

interface RefusedPage {
  readonly items: readonly RefusedCommand[];
  readonly next: string | null;
}

/** Refused commands, beside the log. */
export class Refusals {
  constructor(private readonly pool: pg.Pool) {}

  async keep({ actor, command, record, code, fields, commandId, correlationId }: Refusal): Promise<void> {
    const values = [newId(), actor.id, actor.role, command, record, code];
    await this.pool.query({
      ...{ name: 'keep-refusal', text: KEEP },
      values: [...values, fields.slice(0, MOST_FIELDS), commandId, correlationId],
    });
  }

  /** Newest first. */
  async list({ after, actor, code, command, limit }: RefusalsQuery): Promise<RefusedPage> {
    const values = [after ?? null, actor ?? null, code ?? null, command ?? null, limit + 1];
    const { rows } = await this.pool.query<RefusalRow>({ name: 'list-refusals', text: PAGE, values });
    const items = rows.slice(0, limit).map(refusalOf);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

interface RefusalRow {
  readonly id: string;
  readonly refused_at: Date;
  readonly actor_id: string;
  readonly actor_role: string;
  readonly command: string;
  readonly record: string | null;
  readonly code: string;
  readonly fields: string[];
  readonly command_id: string | null;
  readonly correlation_id: string;
}

const refusalOf = (row: RefusalRow): RefusedCommand => ({
  ...{ id: row.id, refusedAt: row.refused_at.toISOString() },
  by: { id: row.actor_id, role: row.actor_role },
  ...{ command: row.command, record: row.record, code: row.code, fields: row.fields },
  ...{ commandId: row.command_id, correlationId: row.correlation_id },
});
