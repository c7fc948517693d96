/**
 * SQL: whether the row `row` of a history was known at the placeholder `position` to the reader, whose audiences `$1`
 * are.
 */
export const wasKnown = (row: string, position: string): string =>
  `${row}.audience = ANY ($1) AND ${row}.from_position <= ${position}::bigint
     AND (${row}.to_position IS NULL OR ${row}.to_position > ${position}::bigint)`;

/** SQL: whether all that a line rests on had happened by the placeholder `day`, null: any day. */
export const hadHappened = (line: string, day: string): string =>
  `(${day}::date IS NULL OR ${line}.latest_day IS NULL OR ${line}.latest_day <= ${day}::date)`;
