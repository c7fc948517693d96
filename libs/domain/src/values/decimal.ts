import { Decimal } from 'decimal.js';
import { z } from 'zod';

const DECIMAL = /^(0|[1-9]\d{0,29})(\.\d{1,12})?$/;

/** A number greater than or equal to zero as text, so that no digit is lost on the way. */
export const decimalSchema = z
  .string()
  .regex(DECIMAL, {
    error: 'write the number as text with digits and at most one point, e.g. "7400000000" or "4.5"',
  })
  .meta({ id: 'Decimal', description: 'Decimal number as text', examples: ['7400000000'] });

export const compareDecimals = (left: string, right: string): number => new Decimal(left).comparedTo(right);
export const isZero = (text: string): boolean => new Decimal(text).isZero();

/** Exact sum as text without exponent. */
export const sumDecimals = (values: readonly string[]): string =>
  values.reduce((sum, value) => sum.plus(value), new Decimal(0)).toFixed();
