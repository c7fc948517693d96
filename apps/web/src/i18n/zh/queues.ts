import type { Catalogue } from '../index.js';

export const queues: Catalogue['queues'] = {
  title: '待办队列',
};
