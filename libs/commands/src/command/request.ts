import type { CommandAnswer, FieldError, JsonValue } from '#contracts';
import type { Aggregate, CommandName, Rejection } from '#domain';
import type { Actor, DenialCode } from '#identity';

/** Who sends a command, and how it came in. */
export interface CommandContext {
  /** uuid, chosen by the sender: the same id with the same content gets the first answer again. */
  readonly commandId: string;
  readonly actor: Actor;
  /** Version of the record that the sender has seen. */
  readonly expectedVersion?: number | undefined;
  /** Default `live`. Nobody is told of what an import records. */
  readonly origin?: 'live' | 'import' | undefined;
  /** uuid that ties log lines and events of one request together. Default: the command id. */
  readonly correlationId?: string | undefined;
  /** Who approved it, where it takes two people: the actor is whoever proposed it. */
  readonly approval?: Approval | undefined;
}

/** That somebody other than the actor approved a command. */
export interface Approval {
  readonly proposalId: string;
  readonly by: Pick<Actor, 'id' | 'role'>;
}

export interface CommandRequest extends CommandContext {
  readonly name: CommandName;
  /** Kind of the record, and its uuid or public id unless the command makes it. */
  readonly target: { readonly aggregate: Aggregate; readonly id?: string };
  /** As it came in; it is checked here. */
  readonly input: JsonValue;
}

/** Registers an agreement together with the one project it is about. */
export interface PairRequest extends CommandContext {
  readonly input: JsonValue;
}

/** What became of a command. Everything a sender can do something about is a value. */
export type CommandResult =
  | { readonly kind: 'accepted'; readonly repeated: boolean; readonly answer: CommandAnswer }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'conflict'; readonly currentVersion: number }
  /** The command id was used for another content. */
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  /** It takes two people: it is proposed, and somebody else approves it. */
  | { readonly kind: 'unapproved' }
  | { readonly kind: 'denied'; readonly code: DenialCode };
