import type { MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import type { History } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import { entryId } from './entries.js';

type Item = History['items'][number];

interface LinksProps {
  readonly entry: Item;
  readonly history: readonly Item[];
  readonly onReveal: () => void;
}

/** What an event says of another one. */
const AIMS: Readonly<Record<string, string>> = {
  ...{ EventCorrected: 'corrects', EventRetracted: 'retracts', MilestoneAchievementRetracted: 'retracts' },
  ...{ FactVerified: 'verifies', FactDisputed: 'disputes', EvidenceAttached: 'supports' },
};

const textIn = (data: Item['data'], name: string): string | undefined => {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
};

const newDateOf = (amendment: Item): string | undefined => {
  const { patch } = amendment.data;
  const given =
    typeof patch === 'object' && patch !== null && 'occurredOn' in patch ? patch.occurredOn : undefined;
  return typeof given === 'string' ? given : undefined;
};

/** Ways from a wrong entry to what was said of it later, and back. */
export function AmendmentLinks({ entry, history, onReveal }: LinksProps) {
  const { t, word, language } = useWords();
  const targetId = entry.data['targetEventId'] ?? entry.data['supportsEventId'];
  const target = history.find(({ id }) => id === targetId);
  const amendments = entry.amendedBy.flatMap(({ eventId }) => history.find(({ id }) => id === eventId) ?? []);
  const reason = textIn(entry.data, 'explanation');
  const said = textIn(entry.data, 'statement') ?? textIn(entry.data, 'method');
  const follow = (event: MouseEvent, id: string) => {
    event.preventDefault();
    flushSync(onReveal);
    const found = document.getElementById(entryId(id));
    found?.scrollIntoView({ block: 'center' });
    found?.focus({ preventScroll: true });
  };
  if ([target, reason, said].every((one) => one === undefined) && amendments.length === 0) return null;
  return (
    <ul className="amendments">
      {reason !== undefined && (
        <li>
          {t('record/timeline/reason')}: {reason}
        </li>
      )}
      {said !== undefined && <li>{said}</li>}
      {target !== undefined && (
        <li>
          <a className="link" href={`#${entryId(target.id)}`} onClick={(event) => follow(event, target.id)}>
            {t(`record/timeline/${AIMS[entry.type] ?? 'corrects'}`, {
              event: word('event', target.type),
              when: formatRecordedAt(target.recordedAt, language),
            })}
          </a>
        </li>
      )}
      {amendments.map((amendment) => {
        const date = newDateOf(amendment);
        return (
          <li key={amendment.id}>
            {date !== undefined && (
              <strong>{t('record/timeline/nowSays', { date: formatPartialDate(date, language) })} </strong>
            )}
            <a
              className="link"
              href={`#${entryId(amendment.id)}`}
              onClick={(event) => follow(event, amendment.id)}
            >
              {t(
                amendment.type === 'EventRetracted'
                  ? 'record/timeline/retractedOn'
                  : 'record/timeline/correctedOn',
                { when: formatRecordedAt(amendment.recordedAt, language) },
              )}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
