import { Injectable } from '@nestjs/common';
import { PublicIds, Reach, RecordStates, streamOf } from '#commands';
import type { Proposal } from '#contracts';
import type { Actor, StoredProposal } from '#identity';
import { noSuchRecord } from '../records/reads.js';

type Kind = StoredProposal['kind'];

/** The records that proposals are about. */
@Injectable()
export class ProposalRecords {
  constructor(
    private readonly publicIds: PublicIds,
    private readonly states: RecordStates,
    private readonly reach: Reach,
  ) {}

  /** @throws HttpProblem 404 for a public id that nothing has */
  async uuidOf(kind: Kind, id: string): Promise<string> {
    const uuid = await this.publicIds.uuidOf(kind, id);
    if (uuid === undefined) throw noSuchRecord();
    return uuid;
  }

  async nameOf({
    kind,
    recordId,
  }: Pick<StoredProposal, 'kind' | 'recordId'>): Promise<Pick<Proposal, 'publicId' | 'titles'>> {
    const { state } = (await this.states.newest(streamOf(kind, recordId))).record;
    return { publicId: state.publicId, titles: { ...state.titles } };
  }

  async isWithinReach(
    actor: Actor,
    { kind, recordId }: Pick<StoredProposal, 'kind' | 'recordId'>,
  ): Promise<boolean> {
    return this.reach.sees(actor, { aggregate: kind, id: recordId });
  }
}
