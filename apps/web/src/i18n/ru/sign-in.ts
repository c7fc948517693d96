import type { Catalogue } from '../index.js';

export const signIn: Catalogue['signIn'] = {
  title: 'Вход',
};
