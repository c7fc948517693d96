import type { FieldError, Problem } from '#contracts';
import type { ProblemCode } from './problem-table.js';

type Extras = Partial<Pick<Problem, 'currentVersion' | 'details'>>;

export interface ProblemDetails {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly extras?: Extras;
}

/** An answer other than success, thrown anywhere below a controller and written by the problem filter. */
export class HttpProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly details: ProblemDetails = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'HttpProblem';
  }
}
