import { expect, it } from '@jest/globals';
import { StateCache } from './state-cache.js';

const model = {};

it('keeps the streams that were used last', () => {
  const cache = new StateCache(2);
  cache.put('a', { model, version: 1, state: 'a1' });
  cache.put('b', { model, version: 1, state: 'b1' });
  expect(cache.get('a', model)?.state).toBe('a1');
  cache.put('c', { model, version: 1, state: 'c1' });
  expect(cache.get('b', model)).toBeUndefined();
  expect(cache.get('a', model)?.state).toBe('a1');
  expect(cache.get('c', model)?.state).toBe('c1');
});

it('gives a state only to the model that folded it', () => {
  const cache = new StateCache(2);
  cache.put('a', { model, version: 1, state: 'a1' });
  expect(cache.get('a', {})).toBeUndefined();
});

it('keeps nothing of a stream that does not exist', () => {
  const cache = new StateCache(2);
  cache.put('a', { model, version: 0, state: 'initial' });
  expect(cache.get('a', model)).toBeUndefined();
});
