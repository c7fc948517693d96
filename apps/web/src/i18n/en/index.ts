import { common } from './common.js';
import { portfolio } from './portfolio.js';
import { record } from './record.js';

export { words } from './words.js';
export const messages = { ...common, portfolio, record };
