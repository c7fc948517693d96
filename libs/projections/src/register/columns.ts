// Columns of a line as tables define them, in parts: what most events change, and what few change and is long.

export const FIGURES = `
      aggregate text NOT NULL,
      version int NOT NULL,
      position bigint NOT NULL,
      legal_status text,
      stage text,
      headline text NOT NULL,
      last_news_on date,
      value_currency text,
      value_amount numeric,
      value_is_bound boolean,
      dated boolean NOT NULL,
      listed boolean NOT NULL`;

export const TEXTS = `
      public_id text NOT NULL,
      kind text,
      country text,
      regions text[] NOT NULL,
      sector text,
      party_keys text[] NOT NULL,
      party_titles text[] NOT NULL,
      party_names text[] NOT NULL,
      search text NOT NULL,
      title text NOT NULL`;

/** What a line of the past has beside its figures and texts. */
export const PAST = `
      latest_day date,
      voided boolean NOT NULL,
      merged_into uuid,
      item jsonb NOT NULL,
      promises jsonb NOT NULL`;

/** Part of a sum that a link stands for. */
export const ALLOCATION = `
      allocated_currency text,
      allocated_amount numeric,
      allocated_is_bound boolean`;

/** Columns as a function that returns records wants them: names and types alone. */
export const typesOf = (columns: string): string => columns.replaceAll(' NOT NULL', '');

export const namesOf = (columns: string): string =>
  columns
    .split(',')
    .map((column) => column.trim().split(' ')[0])
    .join(', ');
