import { Controller, Get, Query } from '@nestjs/common';
import { Refusals } from '#identity';
import { refusalsQueryShape, type RefusalPage, type RefusalsQuery } from '#contracts';
import { Allow } from '../access/allow.decorator.js';

/** Commands that were refused, for the auditor. */
@Controller('api/refused-commands')
export class RefusalsController {
  constructor(private readonly refusals: Refusals) {}

  @Get()
  @Allow('read-log')
  list(@Query({ schema: refusalsQueryShape }) query: RefusalsQuery): Promise<RefusalPage> {
    return this.refusals.list(query);
  }
}
