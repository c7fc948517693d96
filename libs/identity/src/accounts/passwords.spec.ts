import { describe, expect, it } from '@jest/globals';
import { hash, verify } from '@node-rs/argon2';
import { newPasswordShape } from '#contracts';
import { Passwords } from './passwords.js';

describe('a new password', () => {
  it.each(['password', 'Password1', 'QWERTYUIOP', 'ｐａｓｓｗｏｒｄ', 'iloveyou'])(
    'is refused when it is a common one: %s',
    async (password) => {
      await expect(new Passwords().hash(password)).rejects.toMatchObject({ code: 'WEAK_PASSWORD' });
    },
  );

  it('has 8 characters at least and 128 at most, of any kind', () => {
    const accepted = ['a'.repeat(7), 'a'.repeat(8), 'ж'.repeat(128), 'a'.repeat(129), '        '].map(
      (password) => newPasswordShape.safeParse(password).success,
    );
    expect(accepted).toEqual([false, true, true, false, true]);
  });
});

describe('a password', () => {
  it('is the same however its letters were put together', async () => {
    const passwords = new Passwords();
    const composed = await passwords.hash('caf\u00e9 au lait, s\u2019il vous pla\u00eet');
    expect(await passwords.matches(composed, 'cafe\u0301 au lait, s\u2019il vous plai\u0302t')).toBe(true);
    expect(await passwords.matches(composed, 'cafe au lait, s\u2019il vous plait')).toBe(false);
  });

  it('is kept as argon2id with 19 MiB and two passes', async () => {
    expect(await new Passwords().hash('a long enough one')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('a comparison', () => {
  it('is the same work for a password that is there, wrong or right, and for none', async () => {
    const work: string[] = [];
    const passwords = new Passwords({
      hash: (...given) => {
        work.push('hash');
        return hash(...given);
      },
      verify: (...given) => {
        work.push('verify');
        return verify(...given);
      },
    });
    const stored = await passwords.hash('a long enough one');
    // The first comparison of a process makes what unknown accounts are compared with, whoever asks.
    await passwords.matches(stored, 'a long enough one');
    const workOf = async (against: string | null | undefined, password: string): Promise<string> => {
      work.length = 0;
      await passwords.matches(against, password);
      return work.join(' ');
    };
    expect([
      await workOf(stored, 'a long enough one'),
      await workOf(stored, 'a wrong one'),
      await workOf(null, 'a long enough one'),
      await workOf(undefined, 'nobody has this password'),
    ]).toEqual(['verify', 'verify', 'verify', 'verify']);
    expect(await passwords.matches(undefined, 'nobody has this password')).toBe(false);
  });

  it('is made a few at a time, and refused when a hundred wait', async () => {
    let running = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const passwords = new Passwords({
      hash,
      verify: async () => {
        most = Math.max(most, (running += 1));
        await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
        return false;
      },
    });
    const stored = 'whatever';
    await passwords.ready();
    const all = Array.from({ length: 102 }, () => passwords.matches(stored, 'x'));
    await Promise.resolve();
    await expect(passwords.matches(stored, 'x')).rejects.toMatchObject({
      code: 'PASSWORDS_BUSY',
      retryAfterSeconds: 2,
    });
    while (release.length > 0 || running > 0) {
      release.splice(0).forEach((go) => go());
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(all)).toEqual(Array.from({ length: 102 }, () => false));
    expect(most).toBe(2);
  });
});
