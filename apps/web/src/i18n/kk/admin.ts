import type { Catalogue } from '../index.js';

export const admin: Catalogue['admin'] = {
  title: 'Әкімшілік',
};
