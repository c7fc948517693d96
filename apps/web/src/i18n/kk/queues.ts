import type { Catalogue } from '../index.js';

export const queues: Catalogue['queues'] = {
  title: 'Кезектер',
};
