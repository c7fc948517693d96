import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../access/allow.decorator.js';
import { Readiness, type ReadinessReport } from './readiness.js';

/** For the supervisor and the load balancer: is the process alive, and should requests come here. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Allow('read-health')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Allow('read-health')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.check();
    if (report.status === 'down') void reply.status(503).header('Retry-After', '2');
    return report;
  }
}
