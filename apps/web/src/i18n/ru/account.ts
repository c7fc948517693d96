import type { Catalogue } from '../index.js';

export const account: Catalogue['account'] = {
  title: 'Ваша учётная запись',
};
