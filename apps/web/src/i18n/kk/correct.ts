import type { Catalogue } from '../index.js';

export const correct: Catalogue['correct'] = {
  title: 'Түзету',
};
