import { RECORD_MODELS, recordOf } from '#commands';
import { cleanText, fieldErrors, type CommandPreview } from '#contracts';
import {
  COMMAND_CATALOGUE,
  decideAgreement,
  decideProject,
  recall,
  type AgreementCommand,
  type AnyEvent,
  type Decision,
  type DecisionContext,
  type History,
  type ProjectCommand,
} from '#domain';
import type { EventStore } from '#event-store';
import { dayInAlmaty, type Clock } from '#platform';
import type { RowCommand } from '../columns/map-row.js';
import { givenOf, type Given, type GiveRow } from './given.js';
import type { RowSender } from './record-rows.js';

type Preview = Omit<CommandPreview, 'told'>;

/** A record that rows of this file have been about, and the events they would have added. */
interface Rehearsed {
  readonly stream: string;
  readonly events: (AnyEvent & { readonly occurredOn: string | null })[];
}

export interface RehearsalOptions extends RowSender {
  readonly store: EventStore;
  readonly clock: Clock;
}

/**
 * Says of each row what recording it would say, rows before it in the file taken as recorded. Nothing is appended.
 */
export function rehearseRows({ commands, store, clock, actor, batchId }: RehearsalOptions): GiveRow {
  const rehearsed = new Map<string, Rehearsed>();
  return async (command, commandId) => {
    const { name, target, input } = command;
    const key = `${target.aggregate} ${target.id?.toUpperCase() ?? commandId}`;
    const before = rehearsed.get(key);
    if (before !== undefined)
      return continued(before, command, { store, commandId, today: dayInAlmaty(clock.now()) });
    const request = { name, target, input, commandId, actor, correlationId: batchId };
    const result = await commands.preview(request);
    if (result.kind !== 'previewed') return givenOf(result);
    const { preview } = result;
    if (target.id !== undefined) {
      rehearsed.set(key, { stream: `${target.aggregate}-${preview.id}`, events: eventsOf(preview) });
    }
    return accepted(preview.publicId === null ? null : preview.id, preview.publicId, preview.warnings);
  };
}

const accepted = (id: string | null, publicId: string | null, warnings: Preview['warnings']): Given => ({
  ...{ kind: 'accepted', id, publicId, version: null, eventIds: [], position: null },
  warnings,
});

const eventsOf = ({ events }: Preview): Rehearsed['events'] =>
  events.map(({ type, data, occurredOn }) => ({ ...({ type, data } as AnyEvent), occurredOn }));

interface Surroundings {
  readonly store: EventStore;
  readonly commandId: string;
  readonly today: string;
}

/** Decides on what is recorded and on what the rows before would have added. */
async function continued(before: Rehearsed, command: RowCommand, around: Surroundings): Promise<Given> {
  const definition = COMMAND_CATALOGUE.find(({ name }) => name === command.name);
  if (definition === undefined) throw new TypeError(`there is no command ${command.name}`);
  const clean = cleanText(command.input);
  if (clean.errors.length > 0) return { kind: 'invalid', errors: clean.errors };
  const parsed = definition.input.safeParse(clean.value);
  if (!parsed.success) return { kind: 'invalid', errors: fieldErrors(parsed.error, clean.value) };
  const { id } = recordOf(before.stream);
  const history = await historyOf(before, around);
  const decision = decide(
    history,
    { name: command.name, input: parsed.data },
    {
      ...{ today: around.today, recordId: id, others: {} },
      newLocalId: (use) => `${use}-${around.commandId.slice(0, 8)}`,
    },
  );
  if (decision.kind === 'rejected') return decision;
  const occurredOn = (parsed.data['occurredOn'] as string | undefined) ?? null;
  before.events.push(...decision.events.map((event) => ({ ...event, occurredOn })));
  return accepted(id, history.state.publicId, [...decision.warnings]);
}

async function historyOf({ stream, events }: Rehearsed, { store, today }: Surroundings): Promise<History> {
  const model = RECORD_MODELS[recordOf(stream).aggregate];
  let record = model.initial;
  for await (const event of store.readStream(stream)) record = model.evolve(record, event);
  return events.reduce<History>(
    (history, event, index) =>
      recall(history, { ...event, id: `row ${index}`, recordedOn: today, sources: [], visibility: 'public' }),
    record.history,
  );
}

function decide(
  { state }: History,
  command: { readonly name: string; readonly input: unknown },
  context: DecisionContext,
): Decision {
  if (state.aggregate === 'agreement') return decideAgreement(state, command as AgreementCommand, context);
  if (state.aggregate === 'project') return decideProject(state, command as ProjectCommand, context);
  throw new TypeError('rows are about agreements and projects');
}
