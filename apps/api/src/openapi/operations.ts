import { COMMAND_OPERATIONS } from './command-operations.js';
import { IDENTITY_OPERATIONS } from './identity-operations.js';
import { IMPORT_OPERATIONS } from './import-operations.js';
import { NOTIFICATION_OPERATIONS } from './notification-operations.js';
import { OPERATION_OPERATIONS } from './operation-operations.js';
import { READ_OPERATIONS } from './read-operations.js';
import type { Operation } from './operation.js';

/** Every call of the API. */
export const OPERATIONS: readonly Operation[] = [
  ...COMMAND_OPERATIONS,
  ...READ_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...IDENTITY_OPERATIONS,
  ...OPERATION_OPERATIONS,
];
