import { Controller, Get, Query } from '@nestjs/common';
import { Refusals } from '#identity';
import { refusalsQueryShape, type RefusalPage, type RefusalsQuery } from '#contracts';
import { Allow } from '../access/allow.decorator.js';
import { AcceptedAfter } from './accepted-after.js';

/** Commands that were refused beside what was accepted then, for the auditor. */
@Controller('api/refused-commands')
export class RefusalsController {
  constructor(
    private readonly refusals: Refusals,
    private readonly accepted: AcceptedAfter,
  ) {}

  @Get()
  @Allow('read-log')
  async list(@Query({ schema: refusalsQueryShape }) query: RefusalsQuery): Promise<RefusalPage> {
    const { items, next } = await this.refusals.list(query);
    return { items: await this.accepted.beside(items), next };
  }
}
