export type { IdentityCode } from './codes.js';
export * from './session.js';
export * from './users.js';
export * from './proposals.js';
