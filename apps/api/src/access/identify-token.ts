import { Injectable } from '@nestjs/common';
import { isToken, OpenIdError, type Actor, type Identity } from '#identity';
import type { Logger } from '#platform';
import { InjectIdentity, InjectLogger } from '../tokens.js';

/** What became of a bearer that may be an access token; without an actor, `isWrong` tells whether it is at fault itself. */
interface TokenOutcome {
  readonly actor: Actor | undefined;
  readonly isWrong: boolean;
}

/** Finds the actor of an access token of the identity provider, and says in the log why one is not taken. */
@Injectable()
export class IdentifyToken {
  constructor(
    @InjectIdentity() private readonly identity: Identity,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** undefined: it has another form, or no tokens are taken. */
  async outcomeOf(bearer: string, address: string): Promise<TokenOutcome | undefined> {
    const tokens = this.identity.byProvider?.tokens;
    if (tokens === undefined || !isToken(bearer)) return undefined;
    try {
      return { actor: await tokens.actorOf(bearer), isWrong: false };
    } catch (error) {
      if (!(error instanceof OpenIdError)) throw error;
      const { code, reason } = error;
      this.logger.warn(
        { event: 'access.token_refused', code, reason, address },
        code === 'OPENID_AWAY'
          ? 'access tokens cannot be checked: see whether the identity provider answers'
          : 'an access token was refused: the reason tells what is wrong with it',
      );
      // Honest programs are not to be blocked because the provider is away.
      return { actor: undefined, isWrong: code !== 'OPENID_AWAY' };
    }
  }
}
