import type { Catalogue } from '../index.js';

export const compare: Catalogue['compare'] = {
  title: 'Сравнение',
};
