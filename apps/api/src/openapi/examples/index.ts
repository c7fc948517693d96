import type { CommandName } from '#domain';
import { AGREEMENT_EXAMPLES } from './agreement-examples.js';
import { PROJECT_EXAMPLES } from './project-examples.js';
import { COLLECTION_EXAMPLES, MILESTONE_EXAMPLES, SHARED_EXAMPLES } from './shared-examples.js';
import type { Example } from './example-ids.js';

export { WITH_PROJECT_EXAMPLE } from './agreement-examples.js';
export { EXAMPLE_IDS, type Example } from './example-ids.js';

/** A valid body for every command: shown in the API description, and sent by the tests. */
export const COMMAND_EXAMPLES: Readonly<Record<CommandName, Example>> = {
  ...AGREEMENT_EXAMPLES,
  ...PROJECT_EXAMPLES,
  ...COLLECTION_EXAMPLES,
  ...MILESTONE_EXAMPLES,
  ...SHARED_EXAMPLES,
};
