import type { TableDefinition } from '../runner/projection.js';

/**
 * `record_state`: the folded state of each record, `public_*` what its public facts alone come to; `public_state` is
 * null where that is the same. `record`: one line a record and audience with everything that lists filter, sort and
 * sum by; audience `all` where public readers and staff see the same, else one line each. `milestone`, likewise.
 * `stated_link`: links as events state them, for finding what a change reaches. `link`: what readers see of them:
 * through merges, and only between records that are listed.
 */
export const REGISTER_TABLES: readonly TableDefinition[] = [
  {
    name: 'record_state',
    columns: `
      id uuid PRIMARY KEY,
      aggregate text NOT NULL,
      public_id text,
      version int NOT NULL,
      position bigint NOT NULL,
      state jsonb NOT NULL,
      public_version int NOT NULL,
      public_position bigint NOT NULL,
      public_state jsonb`,
    indexes: ['(public_id)'],
  },
  {
    name: 'record',
    columns: `
      id uuid NOT NULL,
      audience text NOT NULL CHECK (audience IN ('all', 'public', 'staff')),
      aggregate text NOT NULL,
      public_id text NOT NULL,
      version int NOT NULL,
      position bigint NOT NULL,
      kind text,
      legal_status text,
      stage text,
      headline text NOT NULL,
      country text,
      regions text[] NOT NULL,
      sector text,
      party_keys text[] NOT NULL,
      party_titles text[] NOT NULL,
      party_names text[] NOT NULL,
      search text NOT NULL,
      title text NOT NULL,
      last_news_on date,
      value_currency text,
      value_amount numeric,
      value_is_bound boolean,
      dated boolean NOT NULL,
      listed boolean NOT NULL,
      item jsonb NOT NULL,
      PRIMARY KEY (id, audience)`,
    indexes: ['(aggregate, public_id)', '(aggregate, position)', '(aggregate, title, public_id)'],
  },
  {
    name: 'milestone',
    columns: `
      record_id uuid NOT NULL,
      audience text NOT NULL,
      milestone_id text NOT NULL,
      status text NOT NULL,
      code text NOT NULL,
      planned_from date,
      planned_to date,
      milestone jsonb NOT NULL,
      PRIMARY KEY (record_id, audience, milestone_id)`,
    indexes: ['(planned_to, record_id, milestone_id)'],
  },
  {
    name: 'stated_link',
    columns: `
      from_id uuid NOT NULL,
      to_id uuid NOT NULL,
      relation text NOT NULL,
      PRIMARY KEY (from_id, to_id, relation)`,
    indexes: ['(to_id)'],
  },
  {
    name: 'link',
    columns: `
      from_id uuid NOT NULL,
      to_id uuid NOT NULL,
      relation text NOT NULL,
      audience text NOT NULL,
      allocated_currency text,
      allocated_amount numeric,
      allocated_is_bound boolean,
      PRIMARY KEY (from_id, to_id, relation, audience)`,
    indexes: ['(to_id)'],
  },
];
