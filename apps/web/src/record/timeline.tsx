import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Kind } from '../app/kinds.js';
import { useSession } from '../app/use-session.js';
import { mayOpen } from '../app/pages.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { TimelineEntry } from './timeline-entry.js';
import { isPast, useHistory, type Moment } from './use-history.js';

interface TimelineProps {
  readonly kind: Kind;
  readonly id: string;
  readonly publicId: string;
  readonly moment: Moment;
}

const SHOWN = 50;

/** What happened, newest record first, on both clocks: in the world, and in the log. */
export function Timeline({ kind, id, publicId, moment }: TimelineProps) {
  const { t } = useWords();
  const { role } = useSession();
  const { items, isPending, error, refetch } = useHistory(kind, id, moment);
  const [shown, setShown] = useState(SHOWN);
  const newest = items.toReversed();
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="heading">
        {t('record/timeline/heading')}
      </h2>
      <Text size="sm">{t('record/timeline/note')}</Text>
      {isPending && <Loading />}
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      <ol className="timeline">
        {newest.slice(0, shown).map((entry) => (
          <TimelineEntry
            key={entry.id}
            entry={entry}
            history={items}
            {...(mayOpen('correct', role) && !isPast(moment) ? { correctAt: { kind, id: publicId } } : {})}
            onReveal={() => setShown(items.length)}
          />
        ))}
      </ol>
      {newest.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + 200)}>
          {t('record/timeline/more')}
        </Button>
      )}
    </section>
  );
}
