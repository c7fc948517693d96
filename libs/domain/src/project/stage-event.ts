import type { ProjectCommand } from '../command/catalogue.js';
import type { AnyEvent } from '../event/catalogue.js';
import type { BUILD_TABLE } from '../timeline/index.js';
import { optionalPhase } from './phases.js';

export type StageCommand = Extract<ProjectCommand, { name: keyof typeof BUILD_TABLE }>;

/** The event that a stage command leads to. */
export function stageEvent(command: StageCommand): AnyEvent {
  const phase = optionalPhase(command.input.phaseId);
  const reason =
    'reason' in command.input && command.input.reason !== undefined ? { reason: command.input.reason } : {};
  switch (command.name) {
    case 'BeginPreparation':
      return { type: 'PreparationStarted', data: phase };
    case 'StartConstruction':
      return { type: 'ConstructionStarted', data: phase };
    case 'CompleteConstruction':
      return { type: 'ConstructionCompleted', data: phase };
    case 'StartOperation':
      return { type: 'OperationStarted', data: { ...phase, kind: command.input.kind } };
    case 'SuspendProject': {
      const { reasonCode = 'notStated', expectedResumeOn } = command.input;
      const expected = expectedResumeOn === undefined ? {} : { expectedResumeOn };
      return { type: 'ProjectSuspended', data: { ...phase, reasonCode, ...expected, ...reason } };
    }
    case 'ResumeProject':
      return { type: 'ProjectResumed', data: phase };
    case 'CancelProject': {
      const { reasonCode = 'notStated', byParties } = command.input;
      return { type: 'ProjectCancelled', data: { ...phase, reasonCode, byParties, ...reason } };
    }
    case 'ReviveProject':
      return {
        type: 'ProjectRevived',
        data: { ...phase, toStage: command.input.toStage, reason: command.input.reason ?? '' },
      };
    case 'CloseProject':
      return { type: 'ProjectClosed', data: { ...phase, mode: command.input.mode, ...reason } };
  }
}
