import type { Catalogue } from '../index.js';

export const assurance: Catalogue['assurance'] = {
  title: '可信度',
};
