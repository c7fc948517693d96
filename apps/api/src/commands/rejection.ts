import type { Rejection } from '#domain';
import { HttpProblem } from '../http/http-problem.js';

/** A refusal of the domain as an answer: what it means, what to do instead, and what it is about. */
export function problemOfRejection({ code, message, hint, details }: Rejection): HttpProblem {
  const field = details?.['field'];
  return new HttpProblem(code, `${message}. ${hint}`, {
    ...(typeof field === 'string' ? { errors: [{ pointer: `/${field}`, code, message }] } : {}),
    ...(details === undefined ? {} : { extras: { details: { ...details } } }),
  });
}
