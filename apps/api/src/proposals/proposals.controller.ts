import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import {
  approvalShape,
  newProposalShape,
  proposalChangeShape,
  proposalRejectionShape,
  proposalsQueryShape,
  type Approval,
  type ApprovalAnswer,
  type NewProposal,
  type Proposal,
  type ProposalChange,
  type ProposalList,
  type ProposalRejection,
  type ProposalsQuery,
} from '#contracts';
import { actorOf } from '../access/actor-of.js';
import { Allow, Sensitive, type WithActor } from '../access/allow.decorator.js';
import { ProposalDesk } from './proposal-desk.js';

/** Sensitive commands that wait for a second person. */
@Controller('api/proposals')
export class ProposalsController {
  constructor(private readonly desk: ProposalDesk) {}

  @Get()
  @Allow('read-proposals')
  list(
    @Req() request: WithActor,
    @Query({ schema: proposalsQueryShape }) query: ProposalsQuery,
  ): Promise<ProposalList> {
    return this.desk.list(actorOf(request), query);
  }

  @Post()
  @Allow('propose')
  propose(
    @Req() request: WithActor,
    @Body({ schema: newProposalShape }) body: NewProposal,
  ): Promise<Proposal> {
    return this.desk.propose(actorOf(request), body);
  }

  @Get(':id')
  @Allow('read-proposals')
  read(@Req() request: WithActor, @Param('id') id: string): Promise<Proposal> {
    return this.desk.read(actorOf(request), id);
  }

  @Put(':id')
  @Allow('propose')
  change(
    @Req() request: WithActor,
    @Param('id') id: string,
    @Body({ schema: proposalChangeShape }) { input }: ProposalChange,
  ): Promise<Proposal> {
    return this.desk.change(actorOf(request), id, input);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Allow('decide-proposal')
  @Sensitive()
  approve(
    @Req() request: WithActor,
    @Param('id') id: string,
    @Body({ schema: approvalShape }) { hash }: Approval,
  ): Promise<ApprovalAnswer> {
    return this.desk.approve(actorOf(request), id, hash);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Allow('decide-proposal')
  reject(
    @Req() request: WithActor,
    @Param('id') id: string,
    @Body({ schema: proposalRejectionShape }) { reason }: ProposalRejection,
  ): Promise<Proposal> {
    return this.desk.reject(actorOf(request), id, reason);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('propose')
  withdraw(@Req() request: WithActor, @Param('id') id: string): Promise<Proposal> {
    return this.desk.withdraw(actorOf(request), id);
  }
}
