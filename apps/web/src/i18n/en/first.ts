import { common } from './common.js';
import { pictures } from './pictures.js';
import { portfolio } from './portfolio.js';

/** What the first page says: fetched with the program itself. */
export const first = { ...common, portfolio, pictures };
