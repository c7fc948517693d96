export { systemClock, dayInAlmaty, type Clock } from './clock.js';
export { readConfig, ConfigError, type Config } from './config.js';
export { createPool, connectDedicated, APP_ROLE, type PoolOptions } from './database.js';
export { EmbeddedPostgresError } from './embedded/error.js';
export { freePort, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/server.js';
export { FolderInUse, lockFolder } from './folder-lock.js';
export { createFailPoint, type FailPoint } from './fail-point.js';
export { idFromName, isUuid, newId, newSecret } from './ids.js';
export { createLogger, currentCorrelationId, withLogContext, type Logger } from './logging.js';
