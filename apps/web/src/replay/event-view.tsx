import type { ReactNode } from 'react';
import type { History } from '#contracts';
import { useWords } from '../app/use-words.js';
import { Clocks } from '../record/clocks.js';
import { isRetracted } from '../record/entries.js';
import { textIn } from './event-reason.js';

type Item = History['items'][number];

/** One event in full: what, both clocks, who, why, and on which sources. */
export function EventView({ event, children }: { event: Item; children?: ReactNode }) {
  const { t, word } = useWords();
  const reason = textIn(event.data, 'explanation') ?? textIn(event.data, 'reason');
  const reasonCode = textIn(event.data, 'reasonCode');
  return (
    <section aria-labelledby="event" className="event-view">
      <h2 id="event" className="heading">
        {isRetracted(event) ? <s>{word('event', event.type)}</s> : word('event', event.type)}
      </h2>
      <Clocks entry={event} struck={event.amendedBy.length > 0} />
      {(reason ?? reasonCode) !== undefined && (
        <p className="event-reason">
          <span className="dim">{t('record/timeline/reason')}:</span>{' '}
          {reason ?? word('reason', reasonCode ?? '')}
        </p>
      )}
      {children}
    </section>
  );
}
