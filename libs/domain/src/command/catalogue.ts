import { AGREEMENT_COMMANDS } from '../agreement/commands/agreement-commands.js';
import { COLLECTION_COMMANDS } from '../collection/commands/collection-commands.js';
import { CORRECTION_COMMANDS } from '../correction/correction-commands.js';
import { PROJECT_COMMANDS } from '../project/commands/project-commands.js';
import { MILESTONE_COMMANDS, SHARED_COMMANDS } from '../shared/commands/shared-commands.js';
import type { Aggregate } from '../event/define-event.js';
import type { CommandDefinition, CommandOf } from './define-command.js';

export type SharedCommand = CommandOf<(typeof SHARED_COMMANDS)[number]>;
export type MilestoneCommand = CommandOf<(typeof MILESTONE_COMMANDS)[number]>;
export type AgreementCommand =
  CommandOf<(typeof AGREEMENT_COMMANDS)[number]> | MilestoneCommand | SharedCommand;
export type ProjectCommand = CommandOf<(typeof PROJECT_COMMANDS)[number]> | MilestoneCommand | SharedCommand;
export type CollectionCommand = CommandOf<(typeof COLLECTION_COMMANDS)[number]> | SharedCommand;
/** On any record: it needs all that was ever recorded of it, not its state alone. */
export type CorrectionCommand = CommandOf<(typeof CORRECTION_COMMANDS)[number]>;
export type AnyCommand = AgreementCommand | ProjectCommand | CollectionCommand | CorrectionCommand;
export type CommandName = AnyCommand['name'];

/** Every command of the register. */
export const COMMAND_CATALOGUE: readonly CommandDefinition<CommandName>[] = [
  ...AGREEMENT_COMMANDS,
  ...PROJECT_COMMANDS,
  ...COLLECTION_COMMANDS,
  ...MILESTONE_COMMANDS,
  ...SHARED_COMMANDS,
  ...CORRECTION_COMMANDS,
];

/** The command that `/api/<aggregate>s/{id}/<path>` names; an empty path is the one that makes a record. */
export const findCommand = (aggregate: Aggregate, path: string): CommandDefinition<CommandName> | undefined =>
  COMMAND_CATALOGUE.find((command) => command.path === path && command.aggregates.includes(aggregate));
