import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { PUBLIC } from '#identity';
import type { Delivery, DeliveryPage } from '#contracts';
import type { NotificationServices } from '#notifications';
import { isUuid, type Logger } from '#platform';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { HttpProblem } from '../http/http-problem.js';
import { InjectLogger, TOKENS } from '../tokens.js';
import { deliveriesQueryShape, type DeliveriesQuery } from './queries.js';

const noSuchDelivery = () => new HttpProblem('NOT_FOUND', 'There is no such delivery.');

/** What became of every notice, for those who see to it that people are told; dead letters are sent anew here. */
@Controller('api/deliveries')
export class DeliveriesController {
  constructor(
    @Inject(TOKENS.NOTICES) private readonly notices: NotificationServices,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Get()
  @Allow('read-deliveries')
  list(@Query({ schema: deliveriesQueryShape }) query: DeliveriesQuery): Promise<DeliveryPage> {
    return this.notices.deliveries.list(query);
  }

  @Get(':id')
  @Allow('read-deliveries')
  async find(@Param('id') id: string): Promise<Delivery> {
    const delivery = isUuid(id) ? await this.notices.deliveries.find(id) : undefined;
    if (delivery === undefined) throw noSuchDelivery();
    return delivery;
  }

  @Post(':id/replay')
  @HttpCode(200)
  @Allow('replay-delivery')
  async replay(@Param('id') id: string, @Req() { actor = PUBLIC }: WithActor): Promise<Delivery> {
    if (!isUuid(id)) throw noSuchDelivery();
    const result = await this.notices.deliveries.replay(id, actor.id);
    this.logger.info({ event: 'delivery.replay', deliveryId: id, actorId: actor.id, outcome: result.kind });
    switch (result.kind) {
      case 'replayed':
        return result.delivery;
      case 'not-found':
        throw noSuchDelivery();
      case 'not-dead':
        throw new HttpProblem(
          'NOT_DEAD',
          `The delivery is ${result.state}: only one that was given up is sent anew.`,
        );
    }
  }
}
