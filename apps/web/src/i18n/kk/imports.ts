import type { Catalogue } from '../index.js';

export const imports: Catalogue['imports'] = {
  title: 'Импорт',
};
