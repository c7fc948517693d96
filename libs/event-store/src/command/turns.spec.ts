import { expect, it } from '@jest/globals';
import { StoreBusy } from '../errors.js';
import { Turns } from './turns.js';

it('gives a stream to one at a time, in order of asking', async () => {
  const turns = new Turns(100);
  const order: number[] = [];
  let inside = 0;
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const pass = await turns.take(['a']);
      inside += 1;
      expect(inside).toBe(1);
      order.push(n);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      pass();
    }),
  );
  expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

it('lets two that name the same streams in opposite order both through', async () => {
  const turns = new Turns(100);
  let done = 0;
  await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const pass = await turns.take(n % 2 === 0 ? ['a', 'b'] : ['b', 'a']);
      await new Promise((resolve) => setImmediate(resolve));
      pass();
      done += 1;
    }),
  );
  expect(done).toBe(50);
});

it('does not make streams wait for each other', async () => {
  const turns = new Turns(100);
  await turns.take(['a']);
  const pass = await turns.take(['b']);
  pass();
});

it('refuses at once when too many wait', async () => {
  const turns = new Turns(2);
  const pass = await turns.take(['a']);
  const waiting = [turns.take(['a']), turns.take(['a'])];
  await expect(turns.take(['a'])).rejects.toBeInstanceOf(StoreBusy);
  pass();
  (await waiting[0])?.();
  (await waiting[1])?.();
  (await turns.take(['a']))();
});
