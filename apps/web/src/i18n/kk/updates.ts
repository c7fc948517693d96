import type { Catalogue } from '../index.js';

export const updates: Catalogue['updates'] = {
  title: 'Жаңартулар',
};
