import { Text } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { boundsText } from './said/bounds.js';
import { MoveText } from './slip-text.js';

/** Why promises moved, and apart from that the times in which everything stood still. */
export function Delays({ record }: { record: RecordDetail }) {
  const { t, word, language } = useWords();
  const { delays, suspensions } = record;
  if (delays.length === 0 && suspensions.length === 0) return null;
  return (
    <div className="pair">
      {delays.length > 0 && (
        <section aria-labelledby="delays">
          <h2 id="delays" className="heading">
            {t('record/delays/heading')}
          </h2>
          <ul className="plain">
            {delays.map(({ reasonCode, moves, slip }) => (
              <li key={reasonCode}>
                <strong>{word('reason', reasonCode)}</strong>: <MoveText slip={slip} />
                <span className="dim"> · {t('record/delays/moves', { count: moves })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {suspensions.length > 0 && (
        <section aria-labelledby="suspensions">
          <h2 id="suspensions" className="heading">
            {t('record/delays/suspensions')}
          </h2>
          <Text size="sm">{t('record/delays/suspensionsNote')}</Text>
          <ul className="plain">
            {suspensions.map(({ eventId, since, until, days }) => (
              <li key={eventId}>
                {until === null
                  ? t('record/gantt/pausedSince', { from: boundsText(since, language) })
                  : t('record/gantt/paused', {
                      from: boundsText(since, language),
                      until: boundsText(until, language),
                    })}
                <span className="dim">
                  {' '}
                  ·{' '}
                  {days.least === days.most
                    ? t('age/days', { count: days.most })
                    : t('record/milestones/between', {
                        from: t('age/days', { count: days.least }),
                        to: t('age/days', { count: days.most }),
                      })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
