import { Injectable } from '@nestjs/common';
import type { Session } from '#contracts';
import { csrfTokenOf, SESSION_TIMES, type Identity } from '#identity';
import { Identify } from '../access/identify.js';
import type { WithActor } from '../access/allow.decorator.js';
import { InjectIdentity } from '../tokens.js';

type Live = NonNullable<WithActor['session']>;

/** What the page is told of its session. */
@Injectable()
export class SessionViews {
  constructor(
    @InjectIdentity() private readonly identity: Identity,
    private readonly who: Identify,
  ) {}

  /** The session of a token as it is now; without one, how one signs in. */
  async of(token: string | undefined): Promise<Session> {
    const session = token === undefined ? undefined : await this.identity.sessions.find(token);
    const setUpNeeded = session === undefined && !(await this.identity.signIn.isSetUp());
    const { byProvider, options } = this.identity;
    const signInBy = { password: options.localSignIn?.on !== false, openId: byProvider?.name ?? null };
    const common = { signInBy, setUpNeeded };
    if (session === undefined || token === undefined) return { ...NOBODY, ...common };
    return { ...(await this.somebody({ ...session, token })), ...common };
  }

  private async somebody(session: Live): Promise<Omit<Session, 'signInBy' | 'setUpNeeded'>> {
    const { id, name, email, role, scope } = await this.identity.users.find(session.actor.id);
    const lacking = this.who.lacksSecondFactor(session) ? 'required' : 'off';
    return {
      user: { id, name, email, role, scope },
      csrfToken: csrfTokenOf(session.token),
      expiresAt: session.expiresAt.toISOString(),
      idleSeconds: SESSION_TIMES.idle,
      steppedUpUntil: session.steppedUpUntil.toISOString(),
      secondFactor: session.hasSecondFactor ? 'on' : lacking,
      hasPassword: !session.byProvider,
    };
  }
}

const NOBODY = {
  ...{ user: null, csrfToken: null, expiresAt: null, idleSeconds: null, steppedUpUntil: null },
  ...{ secondFactor: null, hasPassword: false },
} satisfies Partial<Session>;
