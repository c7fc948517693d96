export {
  commandAnswerShape,
  positionShape,
  recordIdShape,
  warningShape,
  type CommandAnswer,
} from './commands/answer.js';
export {
  commandPreviewShape,
  commandQueryShape,
  type CommandPreview,
  type CommandQuery,
} from './commands/preview.js';
export {
  FIELD_CODES,
  MALFORMED_CODES,
  pointerTo,
  type FieldCode,
  type FieldError,
  type MalformedCode,
} from './input/fault.js';
export { fieldErrors } from './input/field-errors.js';
export { INPUT_LIMITS } from './input/limits.js';
export { readJson, type ReadJsonResult } from './input/read-json.js';
export { cleanText, faultOfText, type JsonValue } from './input/text-rules.js';
export { EDGE_CODES, fieldErrorShape, problemShape, type EdgeCode, type Problem } from './problem.js';
export * from './notifications/index.js';
export * from './read/index.js';
export { nextCommandShape, nextCommandsShape, type NextCommands } from './commands/next.js';
export {
  loggedEventShape,
  logPageShape,
  logQueryShape,
  nearestAmendmentsQueryShape,
  nearestAmendmentsShape,
  type LogPage,
  type LogQuery,
  type NearestAmendments,
  type NearestAmendmentsQuery,
} from './log.js';
export * from './read-queries.js';
export * from './imports.js';
export * from './refusals.js';
export * from './read/feeds.js';
export * from './access/index.js';
