import type { Catalogue } from '../index.js';

export const account: Catalogue['account'] = {
  title: '您的账户',
};
