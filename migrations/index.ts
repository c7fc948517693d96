import * as schemas from './2026-11-24T0001_schemas.js';
import * as eventLog from './2026-11-24T0010_event_log.js';
import * as append from './2026-11-24T0020_append.js';
import * as access from './2026-11-24T0030_access.js';
import * as publicIds from './2026-11-24T0031_public_ids.js';
import * as projections from './2026-11-24T0040_projections.js';
import * as notify from './2026-11-24T0060_notify.js';
import * as jobQueue from './2026-11-24T0061_job_queue.js';
import * as bulkImport from './2026-11-24T0070_import.js';
import * as projectionEpoch from './2026-11-24T0080_projection_epoch.js';
import * as segments from './2026-11-24T0090_segments.js';
import * as importBatch from './2026-11-24T0100_import_batch.js';
import * as refusedCommands from './2026-11-24T0110_refused_commands.js';
import * as identity from './2026-11-26T0120_identity.js';
import * as digests from './2026-11-27T0130_digests.js';
import * as importStop from './2026-11-27T0140_import_stop.js';
import { checkMigrations, runMigrations, type MigrateOptions, type MigrateResult } from './migrate.js';

// Forward only, applied in order of name. A name that ends in `_breaking` keeps older releases from starting.
const migrations = {
  '2026-11-24T0001_schemas': schemas,
  '2026-11-24T0010_event_log': eventLog,
  '2026-11-24T0020_append': append,
  '2026-11-24T0030_access': access,
  '2026-11-24T0031_public_ids': publicIds,
  '2026-11-24T0040_projections': projections,
  '2026-11-24T0060_notify': notify,
  '2026-11-24T0061_job_queue': jobQueue,
  '2026-11-24T0070_import': bulkImport,
  '2026-11-24T0080_projection_epoch': projectionEpoch,
  '2026-11-24T0090_segments': segments,
  '2026-11-24T0100_import_batch': importBatch,
  '2026-11-24T0110_refused_commands': refusedCommands,
  '2026-11-26T0120_identity': identity,
  '2026-11-27T0130_digests': digests,
  '2026-11-27T0140_import_stop': importStop,
};

/** Brings the database to this release's schema; see runMigrations. */
export const migrate = (options: Omit<MigrateOptions, 'migrations'>): Promise<MigrateResult> =>
  runMigrations({ ...options, migrations });

/** Refuses with a MigrationError unless the database has this release's schema; see checkMigrations. */
export const assertMigrated = (options: { readonly url: string }): Promise<void> =>
  checkMigrations({ ...options, migrations });

export { MigrationError, type MigrationErrorCode } from './migration-error.js';
