// A rebuild of the register over a large log, in batches and from whole streams, against COPY of the same events:
// `npm run bench rebuild` (1 M events unless --events says otherwise).
import { run as project } from './project.mjs';

const DEFAULT = 1_000_000;

export const run = ({ events, ...options }) =>
  project({
    ...options,
    events: events === 200_000 ? DEFAULT : events,
    only: ['copy', 'batches', 'streams'],
  });
