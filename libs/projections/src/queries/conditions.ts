import { comparable } from '#domain';

/** Conditions of a statement and their parameters, which stay parameters. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Placeholder of a further parameter. */
  value(given: unknown): string {
    this.values.push(given);
    return `$${this.values.length}`;
  }

  add(write: (value: (given: unknown) => string) => string): void {
    this.parts.push(write((given) => this.value(given)));
  }

  text(): string {
    return this.parts.join(' AND ');
  }
}

/** Makes a parameter and gives its placeholder. */
export type Value = (given: unknown) => string;

/** The sector of `column` and all below it. */
export const isWithinSector = (value: Value, column: string, sector: string): string =>
  `(${column} = ${value(sector)} OR starts_with(${column}, ${value(`${sector}.`)}))`;

/** A region of the array `column`; `unknown` stands for records without one. */
export const isInRegion = (value: Value, column: string, region: string): string =>
  region === 'unknown' ? `cardinality(${column}) = 0` : `${value(region)} = ANY (${column})`;

/** Every word of the question somewhere in `text`, in any order; text without letters or digits finds nothing. */
export function hasWords(value: Value, column: string, text: string): string {
  const words = comparable(text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return 'false';
  return words.map((word) => `position(${value(word)} in ${column}) > 0`).join(' AND ');
}
