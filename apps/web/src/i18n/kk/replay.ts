import type { Catalogue } from '../index.js';

export const replay: Catalogue['replay'] = {
  title: 'Қайта ойнату',
};
