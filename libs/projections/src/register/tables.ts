import type { TableDefinition } from '../runner/projection.js';
import { ALLOCATION, FIGURES, PAST, TEXTS } from './columns.js';

/**
 * `record_state`: the folded state of each record, `public_*` what its public facts alone come to; `public_state` is
 * null where that is the same. `record`: one line a record and audience with everything that lists filter, sort and
 * sum by; audience `all` where public readers and staff see the same, else one line each. `milestone`, likewise.
 * `stated_link`: links as events state them, for finding what a change reaches. `link`: what readers see of them:
 * through merges, and only between records that are listed. `line_history`: what each record by itself said from one
 * position to the next, for looking at the register as it was known; `to_position` is null while nothing followed.
 * `text_history`, likewise, its names, places and parties; `link_history` what it stated of links, merges apart. `finding`: what is doubtful about a record, and from
 * which day on. `activity`: how many events were recorded a month of Almaty, up to which position.
 * `amendment`: where in the log corrections and retractions stand.
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
      latest_day date,
      public_version int NOT NULL,
      public_position bigint NOT NULL,
      public_state jsonb,
      public_latest_day date`,
    indexes: ['(public_id)'],
  },
  {
    name: 'record',
    columns: `
      id uuid NOT NULL,
      audience text NOT NULL CHECK (audience IN ('all', 'public', 'staff')),
      ${FIGURES},
      ${TEXTS},
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
      ${ALLOCATION},
      PRIMARY KEY (from_id, to_id, relation, audience)`,
    indexes: ['(to_id)'],
  },
  {
    name: 'line_history',
    columns: `
      id uuid NOT NULL,
      audience text NOT NULL,
      from_position bigint NOT NULL,
      to_position bigint,
      ${FIGURES},
      ${PAST},
      PRIMARY KEY (id, audience, from_position)`,
    indexes: [],
  },
  {
    name: 'text_history',
    columns: `
      id uuid NOT NULL,
      audience text NOT NULL,
      from_position bigint NOT NULL,
      to_position bigint,
      ${TEXTS},
      PRIMARY KEY (id, audience, from_position)`,
    indexes: [],
  },
  {
    name: 'link_history',
    columns: `
      from_id uuid NOT NULL,
      to_id uuid NOT NULL,
      relation text NOT NULL,
      audience text NOT NULL,
      from_position bigint NOT NULL,
      to_position bigint,
      ${ALLOCATION},
      PRIMARY KEY (from_id, to_id, relation, audience, from_position)`,
    indexes: ['(to_id)'],
  },
  {
    name: 'finding',
    columns: `
      record_id uuid NOT NULL,
      audience text NOT NULL,
      check_name text NOT NULL,
      subject text NOT NULL,
      severity text NOT NULL,
      holds_from date,
      details jsonb NOT NULL,
      event_ids uuid[] NOT NULL,
      PRIMARY KEY (record_id, audience, check_name, subject)`,
    indexes: ['(check_name, holds_from)'],
  },
  {
    name: 'activity',
    columns: `
      month text PRIMARY KEY,
      seen_by_all bigint NOT NULL,
      seen_by_staff bigint NOT NULL,
      position bigint NOT NULL`,
    indexes: [],
  },
  {
    name: 'amendment',
    columns: 'position bigint PRIMARY KEY',
    indexes: [],
  },
];
