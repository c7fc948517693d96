export { InvalidCursor } from './services/cursor.js';
