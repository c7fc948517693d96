import type { JsonValue } from '../json.js';
import type { Verdict } from './batch-call.js';
import type { PreparedAppend } from './prepare.js';
import type { AppendedEvent, AppendResult } from './request.js';

/** Result of an append whose verdict is not `duplicate`: that one needs the first result's events. */
export function resultOf(
  append: PreparedAppend,
  verdict: Exclude<Verdict, { kind: 'duplicate' }>,
): AppendResult {
  switch (verdict.kind) {
    case 'appended':
      return {
        kind: 'appended',
        position: verdict.base + BigInt(append.eventCount),
        events: appendedEvents(append, verdict),
        note: parseNote(append.note),
      };
    case 'conflict': {
      const part = append.parts.find(({ stream }) => stream === verdict.stream);
      const { stream, actual } = verdict;
      return { kind: 'conflict', stream, expected: part?.expected ?? 'any', actual };
    }
    case 'claimed':
      return { kind: 'claimed', key: verdict.key, holder: verdict.holder };
    case 'mismatch':
      return { kind: 'mismatch' };
  }
}

export const parseNote = (note: string | null): JsonValue =>
  note === null ? null : (JSON.parse(note) as JsonValue);

function appendedEvents(
  append: PreparedAppend,
  verdict: Extract<Verdict, { kind: 'appended' }>,
): AppendedEvent[] {
  let position = verdict.base;
  return append.parts.flatMap((part, index) => {
    let version = verdict.bases[index] ?? 0;
    return part.events.map((event) => {
      position += 1n;
      version += 1;
      const { id, type } = event;
      return { id, type, stream: part.stream, version, position, recordedAt: verdict.at };
    });
  });
}
