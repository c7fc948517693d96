import type { Catalogue } from '../index.js';

export const replay: Catalogue['replay'] = {
  title: '回放',
};
