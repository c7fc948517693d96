import { first } from './first.js';
import { later } from './later.js';

export { words } from './words.js';
/** Everything that the page says; other languages are measured by it. */
export const messages = { ...first, ...later };
