import { Decimal } from 'decimal.js';
import { pointerTo, type FieldCode, type MalformedCode } from './fault.js';
import { INPUT_LIMITS } from './limits.js';

/** What the text of a document breaks that its parsed value no longer shows. */
export interface ScanFault {
  readonly code: MalformedCode | FieldCode;
  readonly pointer: string;
  readonly message: string;
}

interface Frame {
  /** Names met so far; absent for an array. */
  readonly names?: Set<string>;
  key: string | number;
}

// JSON.parse keeps the last of two equal names and lets these three reach the prototype of a careless copy.
// The first three reach the prototype; the others stand in for what turns a value into text or number, and comparisons throw.
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf']);
const NUMBER = /-?[0-9][0-9.eE+-]*/y;
const SURELY_EXACT_DIGITS = 15;

/** Whether the nesting of brackets goes beyond `limit`; reads no further than the place where it does. */
export function isTooDeep(text: string, limit: number = INPUT_LIMITS.depth): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at) - 1;
    else if (char === '{' || char === '[') {
      if (++depth > limit) return true;
    } else if (char === '}' || char === ']') depth--;
  }
  return false;
}

/**
 * Looks at the text of a valid JSON document for doubled and forbidden names, numbers that a double would alter,
 * and arrays beyond the limit. The first fault is returned.
 */
export function scanJson(text: string): ScanFault | undefined {
  const scan = new Scan(text);
  for (let at = 0; at < text.length && scan.fault === undefined;) at = scan.token(at);
  return scan.fault;
}

class Scan {
  fault: ScanFault | undefined;
  private readonly frames: Frame[] = [];
  private nameNext = false;

  constructor(private readonly text: string) {}

  /** Reads the token at `at`; gives the index after it. */
  token(at: number): number {
    const char = this.text[at] as string;
    if (char === '{' || char === '[') this.open(char);
    else if (char === '}' || char === ']') this.close();
    else if (char === ',') this.next();
    else if (char === '"') return this.string(at);
    else if (char === '-' || (char >= '0' && char <= '9')) return this.number(at);
    return at + 1;
  }

  private open(char: '{' | '['): void {
    this.frames.push(char === '{' ? { names: new Set(), key: '' } : { key: 0 });
    this.nameNext = char === '{';
  }

  private close(): void {
    this.frames.pop();
    this.nameNext = false;
  }

  private next(): void {
    const top = this.frames.at(-1);
    if (top === undefined) return;
    if (typeof top.key === 'string') this.nameNext = true;
    else if (++top.key >= INPUT_LIMITS.arrayItems) {
      this.frames.pop();
      this.refuse('TOO_MANY_ITEMS', `has more than ${INPUT_LIMITS.arrayItems} items`);
    }
  }

  private string(at: number): number {
    const end = endOfString(this.text, at);
    const top = this.frames.at(-1);
    if (this.nameNext && top?.names !== undefined) {
      const name = JSON.parse(this.text.slice(at, end)) as string;
      top.key = name;
      if (FORBIDDEN_NAMES.has(name)) this.refuse('FORBIDDEN_NAME', 'is not a name that may be used');
      else if (top.names.has(name)) this.refuse('DUPLICATE_NAME', 'is given twice');
      top.names.add(name);
      this.nameNext = false;
    }
    return end;
  }

  private number(at: number): number {
    NUMBER.lastIndex = at;
    const digits = NUMBER.exec(this.text)?.[0] ?? '-';
    if (!isExact(digits)) this.refuse('NUMBER_RANGE', 'is a number that would not be kept exactly');
    return at + digits.length;
  }

  private refuse(code: ScanFault['code'], message: string): void {
    this.fault = { code, pointer: pointerTo(this.frames.map((frame) => frame.key)), message };
  }
}

/** Index after the closing quote of the string that opens at `start`; the end of the text if it never closes. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    let slashes = at - 1;
    while (text[slashes] === '\\') slashes--;
    if ((at - 1 - slashes) % 2 === 0) return at + 1;
  }
}

function isExact(digits: string): boolean {
  if (digits.length <= SURELY_EXACT_DIGITS && !/[eE]/.test(digits)) return true;
  const value = Number(digits);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false;
  return new Decimal(digits).eq(new Decimal(value));
}
