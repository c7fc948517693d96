export type { PreviewResult } from './command/preview-plan.js';
export { AGREEMENT_WITH_PROJECT } from './command/agreement-with-project.js';
export { CommandService } from './command/command-service.js';
export { COMMAND_HANDLERS, ExecuteCommand, RegisterAgreementWithProject } from './command/execute-command.js';
export { fingerprintOf } from './command/fingerprint.js';
export type { CommandContext, CommandRequest, CommandResult, PairRequest } from './command/request.js';
export { canBeSensitive, type CommandRules } from './command/command-rules.js';
export { createCommandService } from './create-command-service.js';
export { gaugeLog, observeLog } from './log-metrics.js';
export { duplicateKeys } from './record/duplicate-keys.js';
export { Reach } from './access/reach.js';
export { RecordStates } from './record/record-states.js';
export { PublicIds } from './record/public-ids.js';
export {
  recordOf,
  RECORD_MODELS,
  streamOf,
  type LoadedRecord,
  type RecordState,
} from './record/record-model.js';
export { openLog, type OpenLog, type OpenLogOptions } from './open-log.js';
