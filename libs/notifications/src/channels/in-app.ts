import type { StoringChannel } from './channel.js';

/** The inbox: a row in the database, rendered in the reader's language when it is read. */
export const inAppChannel = (): StoringChannel => ({
  kind: 'storing',
  name: 'in-app',
  table: 'inbox',
  concurrency: { direct: 2, bulk: 2 },
  holdReason: null,
  close: async () => undefined,
});
