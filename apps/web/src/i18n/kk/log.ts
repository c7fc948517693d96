import type { Catalogue } from '../index.js';

export const log: Catalogue['log'] = {
  title: 'Тіркеу',
};
