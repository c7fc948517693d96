import type { History, LogPage } from '#contracts';

type Item = History['items'][number];
type Envelope = Pick<
  Item,
  'command' | 'sources' | 'basis' | 'visibility' | 'backfill' | 'origin' | 'note'
> & {
  readonly actor: { readonly id: string; readonly role: string };
  readonly occurredOn: string | null;
  readonly occurredFrom: string | null;
  readonly occurredTo: string | null;
};

/** An event of the log in the form that histories have; what was said of it later is not known from it alone. */
export function itemOf(
  { id, type, version, position, recordedAt, data, ...rest }: LogPage['items'][number],
  nameOf: (actorId: string) => string,
): Item {
  const { actor, command, sources, basis, visibility, backfill, origin, note, ...dates } =
    rest.envelope as unknown as Envelope;
  return {
    ...{ id, type, version, position, recordedAt, amendedBy: [] },
    actor: { ...actor, name: nameOf(actor.id) },
    ...{ command, sources: sources ?? [], basis, visibility, backfill, origin, note: note ?? null },
    data: typeof data === 'object' && data !== null ? { ...data } : {},
    occurredOn:
      dates.occurredOn == null
        ? null
        : {
            ...{ edtf: dates.occurredOn, from: dates.occurredFrom, to: dates.occurredTo ?? '' },
            ...{ precision: 'range', approximate: false },
          },
  };
}
