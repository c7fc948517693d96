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

const reasonOf = (entry: Item): string | undefined => {
  const { explanation } = entry.data;
  return typeof explanation === 'string' ? explanation : undefined;
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
  const { targetEventId } = entry.data;
  const target = history.find(({ id }) => id === targetEventId);
  const amendments = entry.amendedBy.flatMap(({ eventId }) => history.find(({ id }) => id === eventId) ?? []);
  const reason = reasonOf(entry);
  const follow = (event: MouseEvent, id: string) => {
    event.preventDefault();
    flushSync(onReveal);
    const found = document.getElementById(entryId(id));
    found?.scrollIntoView({ block: 'center' });
    found?.focus({ preventScroll: true });
  };
  if (target === undefined && amendments.length === 0 && reason === undefined) return null;
  return (
    <ul className="amendments">
      {reason !== undefined && (
        <li>
          {t('record/timeline/reason')}: {reason}
        </li>
      )}
      {target !== undefined && (
        <li>
          <a className="link" href={`#${entryId(target.id)}`} onClick={(event) => follow(event, target.id)}>
            {t(entry.type === 'EventRetracted' ? 'record/timeline/retracts' : 'record/timeline/corrects', {
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
