import { COMMAND_CATALOGUE, type Aggregate, type AnyCommand, type CommandName } from '#domain';
import type { EventStore } from '#event-store';
import { isLimited, type Actor } from '#identity';
import type { Reach } from '../access/reach.js';
import { linkOf } from '../record/other-records.js';
import { streamOf } from '../record/record-model.js';
import type { CommandContext } from './request.js';

/** What holds for commands beside the domain's own rules: how far rights reach, and what takes two people. */
export interface CommandRules {
  /** Absent: nobody's rights are limited. */
  readonly reach?: Reach;
  /** Commands that somebody else approves. */
  readonly fourEyes: ReadonlySet<string>;
}

/** Whether a command of this name can be made to take two people: it is about a record that is there. */
export const canBeSensitive = (name: string): boolean =>
  COMMAND_CATALOGUE.some((definition) => definition.name === name && !definition.creates);

interface OnRecord {
  readonly actor: Actor;
  /** Without an id, one that is not there. */
  readonly record: { readonly aggregate: Aggregate; readonly id: string | undefined };
  readonly command: AnyCommand;
}

/** Whether the rights of the actor reach the record, and the one that the command would link it to. */
export async function isWithinReach({ reach }: CommandRules, { actor, record, command }: OnRecord) {
  if (!isLimited(actor, command.name)) return true;
  if (reach === undefined) return false;
  const linked = linkOf(record.aggregate, command)?.to;
  const wanted = linked === undefined ? [record] : [record, linked];
  const covered = await Promise.all(wanted.map((one) => reach.covers(actor.id, one)));
  return covered.every(Boolean);
}

interface Sensitive {
  readonly store: EventStore;
  readonly record: { readonly aggregate: Aggregate; readonly id: string };
  readonly command: AnyCommand;
}

// Taking an import back undoes what it recorded itself, which needed nobody else either.
const UNDO: ReadonlySet<CommandName> = new Set(['VoidRecord', 'CorrectRecord'] as const);

/** Whether somebody else has to approve the command, and nobody has. */
export async function needsApproval(
  { fourEyes }: CommandRules,
  { approval, origin }: Pick<CommandContext, 'approval' | 'origin'>,
  { store, record, command }: Sensitive,
): Promise<boolean> {
  if (approval !== undefined || fourEyes.size === 0) return false;
  if (origin === 'import' && UNDO.has(command.name)) return false;
  if (fourEyes.has(command.name)) return true;
  if (command.name !== 'CorrectRecord') return false;
  const { corrections, retractions } = command.input;
  const targets = new Set([...corrections, ...retractions].map(({ targetEventId }) => targetEventId));
  // To correct or retract what took two people takes two people.
  for await (const { id, envelope } of store.readStream(streamOf(record.aggregate, record.id))) {
    if (targets.has(id) && fourEyes.has(envelope.command)) return true;
  }
  return false;
}
