import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AGREEMENT_COMMANDS } from '../../agreement/commands/agreement-commands.js';
import { PROJECT_COMMANDS } from '../../project/commands/project-commands.js';

const EVENTS_OF_ONE_APPEND = 200;
const PARTS = ['parties', 'classifications', 'milestones', 'capacities', 'outputs', 'phases'];

/** How many events the fullest input of a registration leads to: itself, its value, its place and its lists. */
function mostEvents(input: z.ZodObject): number {
  const lists = PARTS.flatMap((name) => (name in input.shape ? [input.shape[name] as z.ZodType] : []));
  const most = lists.map((list) => z.toJSONSchema(list, { io: 'input' }).maxItems ?? Infinity);
  return 3 + most.reduce((sum, count) => sum + count, 0);
}

describe('the largest registration', () => {
  it('of an agreement with its project and the link fits into one append of the log', () => {
    const [agreement, project] = [AGREEMENT_COMMANDS[0].input, PROJECT_COMMANDS[0].input];
    expect(mostEvents(agreement)).toBeGreaterThan(60);
    expect(mostEvents(agreement) + mostEvents(project) + 1).toBeLessThanOrEqual(EVENTS_OF_ONE_APPEND);
  });
});
