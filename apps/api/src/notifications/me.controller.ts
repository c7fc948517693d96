import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
} from '@nestjs/common';
import {
  followRequestShape,
  markReadRequestShape,
  noticeSettingsShape,
  preferenceRequestShape,
  type DeliveryPage,
  type Follow,
  type FollowList,
  type FollowRequest,
  type InboxPage,
  type MarkReadAnswer,
  type MarkReadRequest,
  type NoticeSettings,
  type PreferenceList,
  type PreferenceRequest,
} from '#contracts';
import type { NotificationServices } from '#notifications';
import { isUuid } from '#platform';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { HttpProblem } from '../http/http-problem.js';
import { TOKENS } from '../tokens.js';
import { ownerOf } from './owner.js';
import {
  inboxQueryShape,
  ownDeliveriesQueryShape,
  type InboxQuery,
  type OwnDeliveriesQuery,
} from './queries.js';

/** What one person follows, how that person is told, and what came: always of the one who asks. */
@Controller('api/me')
export class MeController {
  constructor(@Inject(TOKENS.NOTICES) private readonly notices: NotificationServices) {}

  @Get('follows')
  @Allow('use-own-notifications')
  follows(@Req() request: WithActor): Promise<FollowList> {
    return this.notices.follows.list(ownerOf(request));
  }

  @Post('follows')
  @Allow('use-own-notifications')
  follow(
    @Req() request: WithActor,
    @Body({ schema: followRequestShape }) body: FollowRequest,
  ): Promise<Follow> {
    return this.notices.follows.follow(ownerOf(request), body);
  }

  @Delete('follows/:id')
  @HttpCode(204)
  @Allow('use-own-notifications')
  async unfollow(@Req() request: WithActor, @Param('id') id: string): Promise<void> {
    const gone = isUuid(id) && (await this.notices.follows.unfollow(ownerOf(request), id));
    if (!gone) throw new HttpProblem('NOT_FOUND', 'You follow nothing under this id.');
  }

  @Get('notification-settings')
  @Allow('use-own-notifications')
  settings(@Req() request: WithActor): Promise<NoticeSettings> {
    return this.notices.settings.read(ownerOf(request));
  }

  @Put('notification-settings')
  @Allow('use-own-notifications')
  saveSettings(
    @Req() request: WithActor,
    @Body({ schema: noticeSettingsShape }) body: NoticeSettings,
  ): Promise<NoticeSettings> {
    return this.notices.settings.save(ownerOf(request), body);
  }

  @Get('preferences')
  @Allow('use-own-notifications')
  preferences(@Req() request: WithActor): Promise<PreferenceList> {
    return this.notices.settings.preferences(ownerOf(request));
  }

  @Put('preferences')
  @Allow('use-own-notifications')
  setPreference(
    @Req() request: WithActor,
    @Body({ schema: preferenceRequestShape }) body: PreferenceRequest,
  ): Promise<PreferenceList> {
    return this.notices.settings.setPreference(ownerOf(request), body);
  }

  @Get('inbox')
  @Allow('use-own-notifications')
  inbox(
    @Req() request: WithActor,
    @Query({ schema: inboxQueryShape }) query: InboxQuery,
  ): Promise<InboxPage> {
    const { after, limit, unread } = query;
    return this.notices.inbox.list(ownerOf(request), {
      ...{ limit, unreadOnly: unread === 'true' },
      ...(after === undefined ? {} : { after }),
    });
  }

  @Get('inbox/unread')
  @Allow('use-own-notifications')
  async unread(@Req() request: WithActor): Promise<{ readonly unread: number }> {
    return { unread: await this.notices.inbox.unread(ownerOf(request)) };
  }

  @Post('inbox/read')
  @HttpCode(200)
  @Allow('use-own-notifications')
  markRead(
    @Req() request: WithActor,
    @Body({ schema: markReadRequestShape }) body: MarkReadRequest,
  ): Promise<MarkReadAnswer> {
    return this.notices.inbox.markRead(ownerOf(request), body);
  }

  @Get('deliveries')
  @Allow('use-own-notifications')
  deliveries(
    @Req() request: WithActor,
    @Query({ schema: ownDeliveriesQueryShape }) query: OwnDeliveriesQuery,
  ): Promise<DeliveryPage> {
    return this.notices.deliveries.list({ ...query, recipientId: ownerOf(request) });
  }
}
