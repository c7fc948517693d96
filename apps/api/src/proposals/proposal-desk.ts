import { Injectable } from '@nestjs/common';
import { canBeSensitive, CommandService, fingerprintOf, type CommandRequest } from '#commands';
import type {
  ApprovalAnswer,
  JsonValue,
  NewProposal,
  Proposal,
  ProposalList,
  ProposalsQuery,
} from '#contracts';
import type { CommandName } from '#domain';
import { policy, type Actor, type Identity, type StoredProposal } from '#identity';
import { idFromName, isUuid, newId } from '#platform';
import { denied } from '../access/denied.js';
import { problemOf, Recorder } from '../commands/recorder.js';
import { HttpProblem } from '../http/http-problem.js';
import { InjectIdentity } from '../tokens.js';
import { ProposalRecords } from './proposal-records.js';

type OnRecord = Pick<StoredProposal, 'command' | 'kind' | 'recordId' | 'input'>;

/** Four eyes: what one person proposes, another one approves, and only then it is recorded. */
@Injectable()
export class ProposalDesk {
  constructor(
    @InjectIdentity() private readonly identity: Identity,
    private readonly commands: CommandService,
    private readonly recorder: Recorder,
    private readonly records: ProposalRecords,
  ) {}

  /** Checked as the command itself would be: what would be refused is not proposed. @throws HttpProblem */
  async propose(by: Actor, { command, kind, recordId, input }: NewProposal): Promise<Proposal> {
    if (!canBeSensitive(command)) {
      throw new HttpProblem('INVALID_INPUT', 'There is no such command on a record that is there.', {
        errors: [{ pointer: '/command', code: 'INVALID_VALUE', message: 'is the name of a command' }],
      });
    }
    const proposed = { command, kind, recordId: await this.records.uuidOf(kind, recordId), input };
    await this.check(by, proposed);
    return this.view(await this.identity.proposals.add(by, { ...proposed, hash: hashOf(proposed) }));
  }

  async change(by: Actor, id: string, input: Record<string, unknown>): Promise<Proposal> {
    const proposal = await this.found(by, id);
    const changed = { ...proposal, input };
    await this.check(by, changed);
    return this.view(await this.identity.proposals.change(by, proposal.id, { input, hash: hashOf(changed) }));
  }

  async list(actor: Actor, query: ProposalsQuery): Promise<ProposalList> {
    const found = await this.identity.proposals.list(query);
    const page = found.slice(0, query.limit);
    const seen = await Promise.all(page.map((one) => this.records.isWithinReach(actor, one)));
    const items = await Promise.all(page.filter((_one, index) => seen[index]).map((one) => this.view(one)));
    return { items, next: found.length > query.limit ? (page.at(-1)?.id ?? null) : null };
  }

  async read(actor: Actor, id: string): Promise<Proposal> {
    return this.view(await this.found(actor, id));
  }

  /** Records what was proposed in the name of whoever proposed it, with the one who approved beside it. */
  async approve(by: Actor, id: string, hash: string): Promise<ApprovalAnswer> {
    const { id: known } = await this.found(by, id);
    const answer = await this.identity.proposals.approve(by, { id: known, hash }, (proposal, proposer) => {
      const allowed = policy(by, proposal.command as CommandName);
      if (!allowed.allow) throw denied(allowed.code);
      return this.recorder.record({
        ...requestOf(proposer, proposal),
        commandId: idFromName(`proposal ${proposal.hash}`, proposal.id),
        approval: { proposalId: proposal.id, by },
      });
    });
    return { proposal: await this.read(by, known), answer };
  }

  async reject(by: Actor, id: string, reason: string): Promise<Proposal> {
    const { id: known } = await this.found(by, id);
    return this.view(await this.identity.proposals.reject(by, known, reason));
  }

  async withdraw(by: Actor, id: string): Promise<Proposal> {
    const { id: known } = await this.found(by, id);
    return this.view(await this.identity.proposals.withdraw(by, known));
  }

  private async check(by: Actor, proposed: OnRecord): Promise<void> {
    const approval = { proposalId: newId(), by };
    const result = await this.commands.preview({ ...requestOf(by, proposed), commandId: newId(), approval });
    if (result.kind !== 'previewed' && result.kind !== 'accepted') throw problemOf(result);
  }

  private async found(actor: Actor, id: string): Promise<StoredProposal> {
    const proposal = isUuid(id) ? await this.identity.proposals.find(id) : undefined;
    if (proposal !== undefined && (await this.records.isWithinReach(actor, proposal))) return proposal;
    throw new HttpProblem('NO_SUCH_PROPOSAL', 'There is no such proposal.');
  }

  private async view(proposal: StoredProposal): Promise<Proposal> {
    const { proposer: _proposer, ...rest } = proposal;
    return {
      ...rest,
      ...(await this.records.nameOf(proposal)),
      proposedAt: proposal.proposedAt.toISOString(),
      expiresAt: proposal.expiresAt.toISOString(),
      decidedAt: proposal.decidedAt?.toISOString() ?? null,
    };
  }
}

const hashOf = ({ command, kind, recordId, input }: OnRecord): string =>
  fingerprintOf({ command, kind, recordId, input });

const requestOf = (
  actor: Actor,
  { command, kind, recordId, input }: OnRecord,
): Omit<CommandRequest, 'commandId'> => ({
  ...{ name: command as CommandName, actor, input: input as JsonValue },
  target: { aggregate: kind, id: recordId },
});
