import type { CommandResult } from '#commands';
import type { FieldError } from '#contracts';
import type { Rejection, Warning } from '#domain';
import { EventRefused, EventStoreError } from '#event-store';
import type { RowCommand } from '../columns/map-row.js';

/** What the register said to the command of a row. */
export type Given =
  | {
      readonly kind: 'accepted';
      /** Null: a dry run that would make the record. */
      readonly id: string | null;
      readonly publicId: string | null;
      readonly version: number | null;
      readonly eventIds: readonly string[];
      /** Null: nothing was recorded. */
      readonly position: bigint | null;
      readonly warnings: readonly Pick<Warning, 'message'>[] & readonly { readonly code: string }[];
    }
  | {
      readonly kind: 'rejected';
      readonly rejection: Pick<Rejection, 'message' | 'hint' | 'details'> & { readonly code: string };
    }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

/** Gives the command of a row: for good, or to see what would be said. */
export type GiveRow = (command: RowCommand, commandId: string) => Promise<Given>;

/** The answer to a command as that to its row. */
export function givenOf(result: CommandResult): Given {
  switch (result.kind) {
    case 'accepted': {
      const { id, publicId, version, events, position, warnings } = result.answer;
      const eventIds = events.map((event) => event.id);
      return { kind: 'accepted', id, publicId, version, eventIds, position: BigInt(position), warnings };
    }
    case 'rejected':
    case 'invalid':
      return result;
    case 'mismatch':
      return refusedBy('IDEMPOTENCY_MISMATCH', 'The row was recorded before with another content', CHANGED);
    case 'conflict':
      return refusedBy('CONCURRENCY_CONFLICT', 'Somebody else was faster', 'Give the file again.');
    case 'unapproved':
      return refusedBy('APPROVAL_REQUIRED', 'This takes two people', 'Propose it on the page of the record.');
    case 'denied':
      return refusedBy(
        result.code,
        'Your role may not record this',
        'Ask somebody of the staff to give the file.',
      );
  }
}

const CHANGED = 'Look at the record; put what is to be recorded anew into a file of its own.';

const refusedBy = (code: string, message: string, hint: string): Given => ({
  kind: 'rejected',
  rejection: { code, message, hint },
});

const PAUSES = [100, 300, 1_000, 3_000] as const;

/**
 * Asks again while the log is busy or away for a moment; a command id makes that safe.
 * @throws what the event store threw last, or the reason of `signal`.
 */
export async function persistently(ask: () => Promise<Given>, signal: AbortSignal): Promise<Given> {
  for (const pause of PAUSES) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (error instanceof EventRefused)
        return refusedBy(error.code, `The log refuses it: ${error.problem}`, 'Shorten the row.');
      if (!(error instanceof EventStoreError)) throw error;
    }
    await pauseFor(pause, signal);
  }
  return ask();
}

const pauseFor = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
