import type pg from 'pg';
import type { ProposalState, ProposalsQuery } from '#contracts';
import { newId } from '#platform';
import { actorOf, type Actor, type Role } from '../access/actor.js';
import { keepAccessEvent } from '../events/access-events.js';
import { IdentityError } from '../identity-error.js';
import { inTransaction, type Queryable } from '../transaction.js';

/** A sensitive command that waits for somebody else, as it is kept. */
export interface StoredProposal {
  readonly id: string;
  readonly state: ProposalState;
  readonly command: string;
  readonly kind: 'agreement' | 'project' | 'collection';
  readonly recordId: string;
  readonly input: Record<string, unknown>;
  /** Hexadecimal SHA-256 of all that is proposed. */
  readonly hash: string;
  readonly proposedBy: { readonly id: string; readonly name: string };
  /** Whoever proposed it, with today's rights; undefined when disabled since. */
  readonly proposer: Actor | undefined;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

/** What is proposed, checked before. */
export type Proposed = Pick<StoredProposal, 'command' | 'kind' | 'recordId' | 'input' | 'hash'>;

const STATE = `coalesce(p.decision, CASE WHEN p.expires_at <= now() THEN 'expired' ELSE 'open' END)`;
const SELECT = `
  SELECT p.*, ${STATE} AS state, encode(p.hash, 'hex') AS hash_text, a.name AS proposed_by_name, a.role, a.scoped,
    a.disabled_at, d.name AS decided_by_name
  FROM access.proposal p JOIN access.actor a ON a.id = p.proposed_by LEFT JOIN access.actor d ON d.id = p.decided_by`;
const PAGE = `${SELECT}
  WHERE ($1::uuid IS NULL OR p.id < $1) AND ($2::text IS NULL OR ${STATE} = $2) ORDER BY p.id DESC LIMIT $3`;
const ADD = `
  INSERT INTO access.proposal (id, command, kind, record_id, input, hash, proposed_by, proposed_by_role, expires_at)
  VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, now() + make_interval(days => $9))`;
const DECIDE = `
  UPDATE access.proposal SET decision = $2, decided_by = $3, decided_at = now(), reason = $4 WHERE id = $1`;

/** Proposals, each decided once, and never by whoever made it. */
export class Proposals {
  constructor(
    private readonly pool: pg.Pool,
    private readonly days: number,
  ) {}

  async add(by: Actor, proposed: Proposed): Promise<StoredProposal> {
    const id = newId();
    const { command, kind, recordId, input, hash } = proposed;
    await inTransaction(this.pool, async (db) => {
      const values = [id, command, kind, recordId, JSON.stringify(input), hash, by.id, by.role, this.days];
      await db.query(ADD, values);
      await keepAccessEvent(db, { type: 'Proposed', by, details: detailsOf(id, proposed) });
    });
    return this.find(id);
  }

  async list({ state, after, limit }: ProposalsQuery): Promise<readonly StoredProposal[]> {
    const { rows } = await this.pool.query<ProposalRow>(PAGE, [after ?? null, state ?? null, limit + 1]);
    return rows.map(proposalOf);
  }

  /** @throws IdentityError NO_SUCH_PROPOSAL */
  find(id: string): Promise<StoredProposal> {
    return find(this.pool, id);
  }

  /** Puts another input in place: whoever read the one before approves it no more. @throws as `decide` */
  async change(
    by: Actor,
    id: string,
    { input, hash }: Pick<Proposed, 'input' | 'hash'>,
  ): Promise<StoredProposal> {
    await inTransaction(this.pool, async (db) => {
      const before = await openProposal(db, id);
      if (before.proposedBy.id !== by.id) throw new IdentityError('NOT_YOUR_PROPOSAL');
      const values = [id, JSON.stringify(input), hash];
      await db.query("UPDATE access.proposal SET input = $2, hash = decode($3, 'hex') WHERE id = $1", values);
      await keepAccessEvent(db, { type: 'ProposalChanged', by, details: detailsOf(id, { ...before, hash }) });
    });
    return this.find(id);
  }

  /**
   * Approves what has this hash: `execute` records it, and the proposal is closed with it. It may be called again after
   * a crash, so it must do a thing once only.
   * @throws IdentityError NO_SUCH_PROPOSAL, PROPOSAL_CLOSED, SELF_APPROVAL, PROPOSAL_CHANGED, and what `execute` throws
   */
  approve<Answer>(
    by: Actor,
    { id, hash }: { readonly id: string; readonly hash: string },
    execute: (proposal: StoredProposal, proposer: Actor) => Promise<Answer>,
  ): Promise<Answer> {
    return inTransaction(this.pool, async (db) => {
      const proposal = await openProposal(db, id);
      if (proposal.proposedBy.id === by.id) throw new IdentityError('SELF_APPROVAL');
      if (proposal.hash !== hash) throw new IdentityError('PROPOSAL_CHANGED');
      if (proposal.proposer === undefined) throw new IdentityError('PROPOSAL_CLOSED');
      const answer = await execute(proposal, proposal.proposer);
      await db.query(DECIDE, [id, 'approved', by.id, null]);
      const details = detailsOf(id, proposal);
      await keepAccessEvent(db, { type: 'ProposalApproved', by, about: proposal.proposedBy.id, details });
      return answer;
    });
  }

  /** @throws IdentityError NO_SUCH_PROPOSAL, PROPOSAL_CLOSED, SELF_APPROVAL */
  async reject(by: Actor, id: string, reason: string): Promise<StoredProposal> {
    await inTransaction(this.pool, async (db) => {
      const proposal = await openProposal(db, id);
      if (proposal.proposedBy.id === by.id) throw new IdentityError('SELF_APPROVAL');
      await db.query(DECIDE, [id, 'rejected', by.id, reason]);
      const details = { proposalId: id, command: proposal.command };
      await keepAccessEvent(db, { type: 'ProposalRejected', by, about: proposal.proposedBy.id, details });
    });
    return this.find(id);
  }

  /** @throws IdentityError NO_SUCH_PROPOSAL, PROPOSAL_CLOSED, NOT_YOUR_PROPOSAL */
  async withdraw(by: Actor, id: string): Promise<StoredProposal> {
    await inTransaction(this.pool, async (db) => {
      const proposal = await openProposal(db, id);
      if (proposal.proposedBy.id !== by.id) throw new IdentityError('NOT_YOUR_PROPOSAL');
      await db.query(DECIDE, [id, 'withdrawn', by.id, null]);
      const details = { proposalId: id, command: proposal.command };
      await keepAccessEvent(db, { type: 'ProposalWithdrawn', by, details });
    });
    return this.find(id);
  }
}

async function find(db: Queryable, id: string): Promise<StoredProposal> {
  const { rows } = await db.query<ProposalRow>(`${SELECT} WHERE p.id = $1`, [id]);
  if (rows[0] === undefined) throw new IdentityError('NO_SUCH_PROPOSAL');
  return proposalOf(rows[0]);
}

/** The proposal, held until the transaction ends. */
async function openProposal(db: Queryable, id: string): Promise<StoredProposal> {
  await db.query('SELECT FROM access.proposal WHERE id = $1 FOR UPDATE', [id]);
  const proposal = await find(db, id);
  if (proposal.state !== 'open') throw new IdentityError('PROPOSAL_CLOSED');
  return proposal;
}

const detailsOf = (id: string, { command, kind, recordId, hash }: Omit<Proposed, 'input'>) => ({
  ...{ proposalId: id, command, record: `${kind}/${recordId}`, hash },
});

interface ProposalRow {
  readonly id: string;
  readonly state: ProposalState;
  readonly command: string;
  readonly kind: StoredProposal['kind'];
  readonly record_id: string;
  readonly input: Record<string, unknown>;
  readonly hash_text: string;
  readonly proposed_by: string;
  readonly proposed_by_name: string;
  readonly role: Role;
  readonly scoped: boolean;
  readonly disabled_at: Date | null;
  readonly proposed_at: Date;
  readonly expires_at: Date;
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly reason: string | null;
}

const proposalOf = (row: ProposalRow): StoredProposal => ({
  ...{ id: row.id, state: row.state, command: row.command, kind: row.kind, recordId: row.record_id },
  ...{ input: row.input, hash: row.hash_text, proposedAt: row.proposed_at, expiresAt: row.expires_at },
  proposedBy: { id: row.proposed_by, name: row.proposed_by_name },
  proposer: row.disabled_at === null ? actorOf({ ...row, id: row.proposed_by }) : undefined,
  decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_by_name ?? '' },
  ...{ decidedAt: row.decided_at, reason: row.reason },
});
