import type { Catalogue } from '../index.js';

export const admin: Catalogue['admin'] = {
  title: '管理',
};
