export * from './deliveries.js';
export * from './follows.js';
export * from './notice.js';
export * from './settings.js';
export * from './status.js';
export * from './unsubscribe.js';
export * from './words.js';
