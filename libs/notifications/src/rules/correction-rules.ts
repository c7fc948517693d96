import type { Changed, Rules } from './event-rules.js';
import { insist } from './notice.js';

/**
 * What was told wrongly: those who received it are told what was wrong and what is right. Nobody is told of the
 * correction of what was no news.
 */
export const correctionRules: Rules<'EventCorrected' | 'EventRetracted'> = {
  EventCorrected: ({ targetEventId, explanation }, _record, changed) =>
    corrected('event.corrected', { targetEventId, explanation, changed }),
  EventRetracted: ({ targetEventId, explanation }, _record, changed) =>
    corrected('event.retracted', { targetEventId, explanation, changed }),
};

function corrected(
  key: 'event.corrected' | 'event.retracted',
  { targetEventId, explanation, changed }: { targetEventId: string; explanation: string; changed: Changed },
) {
  if (changed.wrong === null) return null;
  const right = changed.right === null ? {} : { right: changed.right };
  return insist(
    'correction',
    key,
    { wrong: changed.wrong, ...right, explanation },
    { corrects: targetEventId },
  );
}
