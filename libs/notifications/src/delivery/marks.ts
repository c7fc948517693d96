import type { Logger } from '#platform';
import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { Claim } from './claim.js';

/** How one attempt ended, as the row and its log get it. */
export interface Mark {
  readonly claim: Pick<Claim, 'id' | 'fence' | 'gen' | 'attempt' | 'claimedAt'>;
  readonly state: 'accepted' | 'planned' | 'dead' | 'suppressed';
  /** Entry of the attempt log; null: the row was let go untried, the attempt does not count. */
  readonly outcome: 'accepted' | 'retry' | 'dead' | 'suppressed' | null;
  readonly code: string | null;
  readonly note: string | null;
  /** Milliseconds until the next attempt of a `planned` row. */
  readonly pause: number;
  readonly reference: string | null;
  readonly bodyHash: string | null;
  readonly templateVersion: number | null;
  /** What becomes of the deliveries that a digest stands for. */
  readonly items: readonly MarkedItem[];
}

export interface MarkedItem {
  readonly id: string;
  readonly state: 'accepted' | 'dead' | 'suppressed';
  readonly reason: string | null;
}

// What a digest has told was told, also when a correction came between reading it and the mark.
const MARK = `
  WITH marks AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS m(id uuid, fence integer, gen integer, attempt integer,
      "claimedAt" timestamptz, state text, outcome text, code text, note text, pause double precision,
      reference text, "bodyHash" text, "templateVersion" integer, items jsonb)
  ), mine AS (
    UPDATE notify.delivery d
    SET state = m.state, lease_until = NULL, enqueued_at = NULL, reason = CASE WHEN m.state = 'planned' THEN NULL ELSE m.code END,
      next_at = CASE WHEN m.state = 'planned' THEN now() + m.pause * interval '1 millisecond' ELSE d.next_at END,
      attempt = CASE WHEN m.outcome IS NULL THEN d.attempt - 1 ELSE d.attempt END,
      accepted_at = CASE WHEN m.state = 'accepted' THEN now() END,
      provider_ref = coalesce(m.reference, d.provider_ref),
      body_hash = coalesce(decode(m."bodyHash", 'hex'), d.body_hash),
      template_version = coalesce(m."templateVersion", d.template_version)
    FROM marks m WHERE d.id = m.id AND d.fence = m.fence AND d.state = 'sending'
    RETURNING d.id
  ), with_it AS (
    UPDATE notify.delivery d
    SET state = i.state, reason = i.reason, hold_reason = NULL,
      accepted_at = CASE WHEN i.state = 'accepted' THEN now() END
    FROM marks m JOIN mine USING (id),
      jsonb_to_recordset(m.items) AS i(id uuid, state text, reason text)
    WHERE d.id = i.id AND (d.state = 'held' OR (d.state = 'superseded' AND i.state = 'accepted'))
  ), logged AS (
    INSERT INTO notify.delivery_attempt (delivery_id, gen, attempt, started_at, ended_at, outcome, code, latency_ms, note)
    SELECT m.id, m.gen, m.attempt, m."claimedAt", greatest(now(), m."claimedAt"), m.outcome, m.code,
      greatest(0, extract(milliseconds FROM now() - m."claimedAt"))::integer, m.note
    FROM marks m JOIN mine USING (id) WHERE m.outcome IS NOT NULL
  )
  SELECT id FROM mine`;

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;
const MOST_TOGETHER = 500;

interface Waiting {
  readonly mark: Mark;
  readonly resolve: (mine: boolean) => void;
  readonly reject: (error: Error) => void;
}

/** The process ends before the database came back; the rows' leases will end and they are sent again. */
export class MarkAbandoned extends Error {
  readonly code = 'MARK_ABANDONED';
  constructor(options: ErrorOptions) {
    super('the outcome of a delivery could not be stored before the process had to end', options);
    this.name = 'MarkAbandoned';
  }
}

/**
 * Stores outcomes. What comes while one statement is on its way goes together in the next, and a database that is
 * away is tried until it is back: a message that was taken must not be sent again because its mark was lost.
 */
export class Marks {
  readonly #waiting: Waiting[] = [];
  #isFlushing = false;
  #ending = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly logger: Logger,
  ) {}

  /** True once stored; false when the row is no longer this claim's and was left alone. */
  store(mark: Mark): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    this.#waiting.push({ mark, resolve, reject });
    if (!this.#isFlushing) void this.#flush();
    return promise;
  }

  /** Gives up on a database that is away from now on. */
  end(): void {
    this.#ending = true;
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_TOGETHER);
      try {
        const mine = await this.#untilStored(batch.map(({ mark }) => mark));
        for (const { mark, resolve } of batch) resolve(mine.has(mark.claim.id));
      } catch (cause) {
        for (const { reject } of batch) reject(new MarkAbandoned({ cause }));
      }
    }
    this.#isFlushing = false;
  }

  async #untilStored(marks: readonly Mark[]): Promise<Set<string>> {
    const json = JSON.stringify(marks.map(({ claim, ...rest }) => ({ ...claim, ...rest })));
    for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      try {
        const { rows } = await this.pool.query<{ id: string }>({ name: 'mark', text: MARK, values: [json] });
        return new Set(rows.map(({ id }) => id));
      } catch (error) {
        if (this.#ending) throw error;
        this.logger.warn({ err: error, rows: marks.length }, 'outcomes of deliveries wait for the database');
        await pause(wait);
      }
    }
  }
}
