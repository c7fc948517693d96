import type { z } from 'zod';
import { pointerTo, type FieldError } from './fault.js';

/** The issues of a failed zod parse as field errors, one each; of a union, those of the branch that came closest. */
export function fieldErrors(error: z.ZodError, input: unknown): FieldError[] {
  return error.issues.flatMap((issue) => ofIssue(issue, [], input));
}

function ofIssue(issue: z.core.$ZodIssue, base: readonly PropertyKey[], input: unknown): FieldError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...path, key]),
      code: 'UNKNOWN_FIELD',
      message: 'is not a field of this input',
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closest(issue.errors).flatMap((inner) => ofIssue(inner, path, input));
  }
  const missing = issue.code === 'invalid_type' && valueAt(input, path) === undefined;
  return [
    {
      pointer: pointerTo(path),
      code: missing ? 'REQUIRED' : (codeOf(issue) ?? 'INVALID_VALUE'),
      message: missing ? 'is required' : issue.message,
    },
  ];
}

/** A rule of the domain names its own stable code in the parameters of its issue. */
function codeOf(issue: z.core.$ZodIssue): string | undefined {
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
}

function closest(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(0, ...issues.map((issue) => issue.path.length));
  return branches.reduce((best, branch) => {
    const deeper = depth(branch) - depth(best);
    return deeper > 0 || (deeper === 0 && branch.length < best.length) ? branch : best;
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null ? (node as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
