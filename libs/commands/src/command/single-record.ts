import {
  factsOf,
  type AnyCommand,
  type CommandDefinition,
  type CommandName,
  type DecisionContext,
} from '#domain';
import { duplicateKeys } from '../record/duplicate-keys.js';
import { linkOf, otherRecords } from '../record/other-records.js';
import { publicIdKey } from '../record/public-ids.js';
import { decideRecord, streamOf, type LoadedRecord } from '../record/record-model.js';
import { localIds } from './local-ids.js';
import type { Plan, PlanVerdict, Recording, RecordRef } from './plan.js';

export interface SingleRecordCommand {
  readonly definition: CommandDefinition<CommandName>;
  readonly command: AnyCommand;
  readonly target: RecordRef;
  readonly fingerprint: string;
  readonly commandId: string;
  readonly today: string;
  /** For commands that make the record. */
  readonly publicId?: string | undefined;
}

/** A command on one record; a record that it links to is loaded and guarded with it. */
export function planSingleRecord(request: SingleRecordCommand): Plan {
  const { definition, command, target, fingerprint, publicId } = request;
  const stream = streamOf(target.aggregate, target.id);
  const link = linkOf(target.aggregate, command);
  const linked = link === undefined ? [] : [streamOf(link.to.aggregate, link.to.id)];
  return {
    name: definition.name,
    target,
    fingerprint,
    streams: [...new Set([stream, ...linked])],
    decide(loaded): PlanVerdict {
      const record = loaded.get(stream);
      if (record === undefined) return { kind: 'missing', streams: [stream] };
      const seen = otherRecords(link, stream, loaded);
      if (seen.kind === 'missing') return seen;
      return verdictOf(request, record, {
        today: request.today,
        recordId: target.id,
        ...(publicId === undefined ? {} : { publicId }),
        newLocalId: localIds(request.commandId),
        others: seen.others,
      });
    },
  };
}

function verdictOf(
  request: SingleRecordCommand,
  record: LoadedRecord,
  context: DecisionContext,
): PlanVerdict {
  const { command, target, publicId } = request;
  const decision = decideRecord(record, command, context);
  if (decision.kind === 'rejected') return decision;
  const { events, warnings } = decision;
  return {
    kind: 'accepted',
    parts: [
      { stream: streamOf(target.aggregate, target.id), recording: recordingOf(command, record), events },
    ],
    warnings,
    claims: publicId === undefined ? [] : registrationClaims(target, publicId, command),
    publicId: publicId ?? record.state.publicId,
  };
}

/** What is corrected may be read by those who may read the correction, and by nobody else. */
function recordingOf(command: AnyCommand, { history }: LoadedRecord): Recording {
  if (command.name !== 'CorrectRecord') return command.input;
  const [first] = [...command.input.corrections, ...command.input.retractions];
  const target = factsOf(history).find(({ id }) => id === first?.targetEventId);
  return { ...command.input, visibility: target?.visibility ?? command.input.visibility };
}

/** Keys that a registration reserves: its public id, and its likeness unless a person says that it is another thing. */
export function registrationClaims(target: RecordRef, publicId: string, { input }: AnyCommand): string[] {
  const alike =
    'titles' in input && 'notADuplicate' in input && input.titles !== undefined && !input.notADuplicate;
  return [
    publicIdKey(publicId),
    ...(alike ? duplicateKeys(target.aggregate, { ...input, titles: input.titles }) : []),
  ];
}
