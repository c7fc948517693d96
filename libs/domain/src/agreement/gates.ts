import { reject, type Decision } from '../decision/decision.js';
import type { Track } from '../timeline/index.js';

const UNSIGNED = new Set(['Proposed', 'Withdrawn']);

const everStood = ({ initial, states }: Track, test: (status: string) => boolean): boolean =>
  [initial, ...states].some(({ status }) => test(status));

/** Whether an agreement was ever signed, by a fact or by the state that it began with. */
export const everSigned = (track: Track): boolean => everStood(track, (status) => !UNSIGNED.has(status));

/** No date can be promised for a signature or an entry into force that lies behind. */
export function refuseGate(track: Track, gate: string): Decision | undefined {
  const passed =
    (gate === 'signature' && everSigned(track)) ||
    (gate === 'entryIntoForce' && everStood(track, (status) => status === 'InForce'));
  return passed ? reject('ALREADY_ACHIEVED', { code: gate }) : undefined;
}
