import { z } from 'zod';
import { defineCommand } from '../command/define-command.js';
import { EventCorrected, EventRetracted } from './correction-events.js';

const AT_ONCE = 100;

export const CORRECTION_COMMANDS = [
  defineCommand('CorrectRecord', 'correct', ['agreement', 'project', 'collection'], {
    summary: 'Corrects or retracts events that were recorded wrongly, several at once',
    fields: {
      corrections: z.array(z.strictObject(EventCorrected.schema.shape)).max(AT_ONCE).default([]),
      retractions: z.array(z.strictObject(EventRetracted.schema.shape)).max(AT_ONCE).default([]),
    },
  }),
] as const;
