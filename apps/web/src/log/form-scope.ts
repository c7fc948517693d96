import { createContext, useContext, type ComponentType } from 'react';
import type { Problem, RecordDetail } from '#contracts';
import type { Kind } from '../app/kinds.js';
import { useRefusal } from '../app/use-refusal.js';
import type { Schema } from './schema.js';

/** What the fields of a form share: the record that they are about, the named shapes, and what was wrong. */
export interface FormScope {
  /** Name of the command that the form makes. */
  readonly command: string;
  readonly kind: Kind;
  readonly record: RecordDetail | undefined;
  readonly phaseIds: readonly string[] | null;
  readonly defs: Readonly<Record<string, Schema>>;
  readonly errors: NonNullable<Problem['errors']>;
  /** The widget of any field: fields that consist of fields show them by it. */
  readonly field: ComponentType<FieldProps>;
}

export const FormScopeContext = createContext<FormScope>({
  ...{
    command: '',
    kind: 'project',
    record: undefined,
    phaseIds: null,
    defs: {},
    errors: [],
    field: () => null,
  },
});

export const useFormScope = (): FormScope => useContext(FormScopeContext);

/** Tells what is wrong with the field at a JSON pointer; faults of its parts are shown at the parts. */
export function useFaults(): (pointer: string) => string | undefined {
  const { errors } = useFormScope();
  const refusal = useRefusal();
  return (pointer) => {
    const error = errors.find((one) => one.pointer === pointer);
    return error && (refusal({ code: error.code, detail: error.message }) ?? error.message);
  };
}

export const useFault = (pointer: string): string | undefined => useFaults()(pointer);

/** How a field is given to its widget. */
export interface FieldProps {
  /** Name of the property, which names and explains the field. */
  readonly name: string;
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly required: boolean;
  /** The object that the field is a part of. */
  readonly siblings: Readonly<Record<string, unknown>>;
}
