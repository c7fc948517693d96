import { z } from 'zod';

/** An address with one of these protocols. */
export const url = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address such as ${example}`,
  });

/** `a, b` as `['a', 'b']`. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
