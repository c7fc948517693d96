import { EVENT_CATALOGUE, interval, isBackfill, type AnyEvent } from '#domain';
import type { EventEnvelope, JsonValue, NewEvent } from '#event-store';
import { newId } from '#platform';
import type { Recording } from './plan.js';
import type { Approval, CommandContext } from './request.js';

const SCHEMA_VERSIONS = new Map(EVENT_CATALOGUE.map(({ type, schemaVersion }) => [type, schemaVersion]));

export interface Moment extends CommandContext {
  readonly command: string;
  /** Present day in Asia/Almaty. */
  readonly today: string;
}

/** What a decision came to, as the log takes it: all events of a part bear the same envelope. */
export function newEvents(events: readonly AnyEvent[], recording: Recording, moment: Moment): NewEvent[] {
  const envelope = envelopeOf(recording, moment);
  return events.map(({ type, data }) => ({
    id: newId(),
    type,
    schemaVersion: SCHEMA_VERSIONS.get(type) ?? 0,
    envelope,
    data: data as JsonValue,
  }));
}

function envelopeOf(
  { occurredOn, sources, basis, visibility, note }: Recording,
  moment: Moment,
): EventEnvelope {
  const { actor, command, commandId, correlationId = commandId, origin = 'live', today, approval } = moment;
  const dated = occurredOn === undefined ? undefined : interval(occurredOn, today);
  return {
    occurredOn: occurredOn ?? null,
    occurredFrom: dated?.from ?? null,
    occurredTo: dated?.to ?? null,
    actor: { id: actor.id, role: actor.role },
    command,
    correlation: correlationId,
    causation: null,
    sources: sources as readonly JsonValue[],
    basis,
    visibility,
    backfill: isBackfill(occurredOn, today),
    origin,
    note: note ?? null,
    ...(approval === undefined ? {} : { approval: approvalOf(approval) }),
  };
}

const approvalOf = ({ proposalId, by }: Approval) => ({
  by: { id: by.id, role: by.role },
  proposal: proposalId,
});
