import type { Catalogue } from '../index.js';

export const signIn: Catalogue['signIn'] = {
  title: '登录',
};
