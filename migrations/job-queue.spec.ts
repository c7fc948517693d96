import { describe, expect, it } from '@jest/globals';
import { LATEST_SCHEMA_VERSION } from 'bullmq';

describe('the tables of the job queue', () => {
  it('are those of the installed BullMQ: a newer version of them needs a migration that upgrades them', () => {
    expect(LATEST_SCHEMA_VERSION).toBe(11);
  });
});
