import { describe, expect, it } from '@jest/globals';
import type { ProjectionStatus } from '#projections';
import { notificationLines, projectionLines } from './status-lines.js';

const following: ProjectionStatus = {
  ...{ name: 'register', version: 1, position: 900n, head: 1_000n, lag: 100n, lagSeconds: 2.34 },
  ...{ holder: 'worker-1', parked: null, rebuild: null },
};
const parked = {
  cause: 'event' as const,
  ...{ position: '901', type: 'ConstructionStarted', stream: 's', reason: 'no such phase' },
  nextStep: 'deploy a fix and retry',
};

describe('the lines of a projection', () => {
  it('say the lag in events and in seconds, and who works on it', () => {
    expect(projectionLines(following)).toEqual(['register       position 900, 100 behind (2.3 s), worker-1']);
    expect(projectionLines({ ...following, holder: null })[0]).toContain('no worker holds it');
  });

  it('say what it stands at and what to do', () => {
    expect(projectionLines({ ...following, parked }).slice(1)).toEqual([
      '  parked at 901 (ConstructionStarted): no such phase',
      '  next step: deploy a fix and retry: cli retry register, or cli skip register --reason "..."',
    ]);
  });

  it('say how far a rebuild is, how fast, and how long it takes', () => {
    const rebuild = {
      ...{ generation: 2, position: 250n, parked: null },
      ...{ share: 0.25, remaining: 750_000n, eventsPerSecond: 2_500 },
    };
    expect(projectionLines({ ...following, rebuild })[1]).toBe(
      '  rebuild: generation 2 at 250, 25.0 %, 2,500 events/s, 750,000 to go, about 5 min left',
    );
    const halted = { ...rebuild, parked, eventsPerSecond: 0 };
    const lines = projectionLines({ ...following, rebuild: halted });
    expect(lines[1]).toMatch(/0 events\/s, 750,000 to go$/);
    expect(lines[2]).toContain('parked at 901');
  });
});

it('the lines of notifications say what waits and for how long', () => {
  const counts = { due: 3, sending: 1, waitingForRetry: 0, held: 2, dead: 0 };
  expect(
    notificationLines({
      ...{ position: '10', lag: '4', unfinishedFanOuts: 1 },
      channels: [{ channel: 'email', ...counts, oldestDueSeconds: 12 }],
    }),
  ).toEqual([
    'notifications  position 10, 4 behind, 1 fan-outs under way',
    '  email        3 due (oldest 12.0 s), 1 on their way, 0 to be retried, 2 held, 0 dead',
  ]);
});
