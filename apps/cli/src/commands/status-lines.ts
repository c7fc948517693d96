import type { NotificationStatus } from '#contracts';
import type { ProjectionStatus } from '#projections';

const whole = (value: number | bigint): string => value.toLocaleString('en-US');

/** How far a rebuild has come, how fast, and how long it takes at that pace. */
export function rebuildLine(rebuild: NonNullable<ProjectionStatus['rebuild']>): string {
  const { generation, position, share, remaining, eventsPerSecond } = rebuild;
  const left = eventsPerSecond > 0 ? `, about ${duration(Number(remaining) / eventsPerSecond)} left` : '';
  return (
    `generation ${generation} at ${position}, ${(share * 100).toFixed(1)} %, ` +
    `${whole(Math.round(eventsPerSecond))} events/s, ${whole(remaining)} to go${left}`
  );
}

/** A projection in one line, with what stands still or is being built below it. */
export function projectionLines(status: ProjectionStatus): readonly string[] {
  const { name, position, lag, lagSeconds, holder, parked, rebuild } = status;
  const lines = [
    `${name.padEnd(14)} position ${position}, ${lag} behind (${lagSeconds.toFixed(1)} s), ${holder ?? 'no worker holds it'}`,
  ];
  if (parked !== null) lines.push(...parkedLines(name, parked));
  if (rebuild !== null) {
    lines.push(`  rebuild: ${rebuildLine(rebuild)}`);
    if (rebuild.parked !== null) lines.push(...parkedLines(name, rebuild.parked));
  }
  return lines;
}

function parkedLines(name: string, parked: NonNullable<ProjectionStatus['parked']>): string[] {
  const commands =
    parked.cause === 'logRewound'
      ? `cli rebuild ${name}`
      : `cli retry ${name}, or cli skip ${name} --reason "..."`;
  const at = parked.type === '' ? parked.position : `${parked.position} (${parked.type})`;
  return [`  parked at ${at}: ${parked.reason}`, `  next step: ${parked.nextStep}: ${commands}`];
}

export function notificationLines(status: NotificationStatus): readonly string[] {
  const fanOuts = status.unfinishedFanOuts === 0 ? '' : `, ${status.unfinishedFanOuts} fan-outs under way`;
  return [
    `notifications  position ${status.position ?? 0}, ${status.lag ?? 0} behind${fanOuts}`,
    ...status.channels.map(({ channel, due, sending, waitingForRetry, held, dead, oldestDueSeconds }) => {
      const oldest = oldestDueSeconds === null ? '' : ` (oldest ${duration(oldestDueSeconds)})`;
      return (
        `  ${channel.padEnd(12)} ${due} due${oldest}, ${sending} on their way, ${waitingForRetry} to be retried, ` +
        `${held} held, ${dead} dead`
      );
    }),
  ];
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds.toFixed(1)} s`;
  if (seconds < 5_400) return `${(seconds / 60).toFixed(0)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}
