import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { cleanText, fieldErrors, type FieldError, type JsonValue } from '#contracts';
import { z } from 'zod';
import { HttpProblem } from './http-problem.js';
import { invalidInput } from './body-parser.js';

/** Checks whatever a route declares a schema for: a body answers 422, parameters of the address 400. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { schema, type }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return value;
    return type === 'body' ? checkedBody(schema, value) : checkedQuery(schema, value);
  }
}

function checkedBody(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw invalidInput(fieldErrors(parsed.error, value));
}

function checkedQuery(schema: z.ZodType, value: unknown): unknown {
  const { value: clean, errors } = cleanText({ ...(value as Record<string, JsonValue>) });
  if (errors.length > 0) throw invalidQuery(errors);
  const parsed = schema.safeParse(clean);
  if (parsed.success) return parsed.data;
  throw invalidQuery(fieldErrors(parsed.error, clean));
}

/** 400 for parameters; the pointer names the parameter. */
function invalidQuery(errors: readonly FieldError[]): HttpProblem {
  const named = errors.map((error) => ({ ...error, pointer: error.pointer.replace(/^\//, '') }));
  const detail = named.map(({ pointer, message }) => `${pointer}: ${message}`).join('; ');
  return new HttpProblem('INVALID_QUERY', `${detail}.`, { errors: named });
}
