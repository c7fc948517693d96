/** What goes without saying: a record is registered, and neither voided nor merged. */
export const isPlain = (field: string, value: unknown): boolean =>
  (field === 'registered' && value === true) ||
  (field === 'voided' && value === false) ||
  (field === 'mergedInto' && value === null) ||
  field === 'titles';
