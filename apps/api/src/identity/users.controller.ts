import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import {
  accessEventsQueryShape,
  newApiKeyShape,
  newUserShape,
  roleChangeShape,
  scopeChangeShape,
  type AccessEventPage,
  type AccessEventsQuery,
  type ApiKeyList,
  type NewApiKey,
  type NewApiKeyAnswer,
  type NewUser,
  type NewUserAnswer,
  type PasswordLink,
  type RoleChange,
  type ScopeChange,
  type User,
  type UserList,
} from '#contracts';
import type { Identity } from '#identity';
import { isUuid } from '#platform';
import { actorOf } from '../access/actor-of.js';
import { Allow, Sensitive, type WithActor } from '../access/allow.decorator.js';
import { HttpProblem } from '../http/http-problem.js';
import { InjectIdentity } from '../tokens.js';

/** Users, roles and keys: what an administrator sees to, and an auditor reads. */
@Controller('api')
export class UsersController {
  constructor(@InjectIdentity() private readonly identity: Identity) {}

  @Get('users')
  @Allow('read-users')
  users(): Promise<UserList> {
    return this.identity.users.list();
  }

  @Post('users')
  @Allow('manage-users')
  @Sensitive()
  add(@Req() request: WithActor, @Body({ schema: newUserShape }) body: NewUser): Promise<NewUserAnswer> {
    return this.identity.users.add(actorOf(request), body);
  }

  @Put('users/:id/role')
  @Allow('manage-users')
  @Sensitive()
  changeRole(
    @Req() request: WithActor,
    @Param('id') id: string,
    @Body({ schema: roleChangeShape }) { role }: RoleChange,
  ): Promise<User> {
    return this.changed(this.identity.users.changeRole(changeOf(request, id), role));
  }

  @Put('users/:id/scope')
  @Allow('manage-users')
  @Sensitive()
  changeScope(
    @Req() request: WithActor,
    @Param('id') id: string,
    @Body({ schema: scopeChangeShape }) { scope }: ScopeChange,
  ): Promise<User> {
    return this.changed(this.identity.users.changeScope(changeOf(request, id), scope));
  }

  @Post('users/:id/disable')
  @HttpCode(200)
  @Allow('manage-users')
  @Sensitive()
  disable(@Req() request: WithActor, @Param('id') id: string): Promise<User> {
    return this.changed(this.identity.users.disable(changeOf(request, id)));
  }

  @Post('users/:id/enable')
  @HttpCode(200)
  @Allow('manage-users')
  @Sensitive()
  enable(@Req() request: WithActor, @Param('id') id: string): Promise<User> {
    return this.changed(this.identity.users.enable(changeOf(request, id)));
  }

  @Post('users/:id/reset-second-factor')
  @HttpCode(200)
  @Allow('manage-users')
  @Sensitive()
  resetSecondFactor(@Req() request: WithActor, @Param('id') id: string): Promise<User> {
    return this.changed(this.identity.users.resetSecondFactor(changeOf(request, id)));
  }

  @Post('users/:id/password-link')
  @HttpCode(200)
  @Allow('manage-users')
  @Sensitive()
  passwordLink(@Req() request: WithActor, @Param('id') id: string): Promise<PasswordLink> {
    return this.identity.users.passwordLink(changeOf(request, id));
  }

  @Get('api-keys')
  @Allow('read-users')
  keys(): Promise<ApiKeyList> {
    return this.identity.keyDesk.list();
  }

  @Post('api-keys')
  @Allow('manage-users')
  @Sensitive()
  issueKey(
    @Req() request: WithActor,
    @Body({ schema: newApiKeyShape }) body: NewApiKey,
  ): Promise<NewApiKeyAnswer> {
    return this.identity.keyDesk.issue(actorOf(request), body);
  }

  @Delete('api-keys/:id')
  @HttpCode(204)
  @Allow('manage-users')
  @Sensitive()
  async revokeKey(@Req() request: WithActor, @Param('id') id: string): Promise<void> {
    const revoked = isUuid(id) && (await this.identity.keyDesk.revoke(actorOf(request), id));
    if (!revoked) throw new HttpProblem('NOT_FOUND', 'There is no key with this id that could be revoked.');
  }

  @Get('access-events')
  @Allow('read-access-events')
  events(@Query({ schema: accessEventsQueryShape }) query: AccessEventsQuery): Promise<AccessEventPage> {
    return this.identity.events(query);
  }

  /** Keys of somebody who changed count at once, not when they are next looked up. */
  private async changed(user: Promise<User>): Promise<User> {
    const answer = await user;
    this.identity.keys.forgetAll();
    return answer;
  }
}

function changeOf(request: WithActor, id: string) {
  if (!isUuid(id)) throw new HttpProblem('NO_SUCH_USER', 'There is no such user.');
  return { by: actorOf(request), userId: id.toLowerCase() };
}
