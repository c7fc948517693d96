import { partialDate } from '../values/partial-date.js';
import type { AnyEvent } from './catalogue.js';

/** How a fact came to the register, beside what it says. */
export interface FactMeta {
  readonly id: string;
  /** EDTF as given; null: undated. */
  readonly occurredOn: string | null;
  /** Day in Asia/Almaty on which the log took it, `YYYY-MM-DD`. */
  readonly recordedOn: string;
  readonly sources: readonly unknown[];
  readonly visibility: 'public' | 'internal';
}

/** One recorded event as the domain folds it. */
export type Fact = AnyEvent & FactMeta;

/** The days a fact may lie between; what was achieved cannot lie after the day it was recorded. */
export function interval(occurredOn: string | null, recordedOn: string): { from: string | null; to: string } {
  if (occurredOn === null) return { from: null, to: recordedOn };
  const date = partialDate(occurredOn);
  return { from: date.from, to: date.to < recordedOn ? date.to : recordedOn };
}
