import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { RecordDetail } from '#contracts';
import { useSession } from '../app/use-session.js';
import { mayOpen } from '../app/pages.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { TimelineEntry } from './timeline-entry.js';
import { isPast, useHistory, type Moment } from './use-history.js';
import { useSaidByEvent } from './use-said-by-event.js';

interface TimelineProps {
  readonly record: RecordDetail;
  readonly moment: Moment;
}

const SHOWN = 50;

/** What happened, newest record first, on both clocks: in the world, and in the log. */
export function Timeline({ record, moment }: TimelineProps) {
  const { t } = useWords();
  const { role } = useSession();
  const { aggregate: kind, id, publicId } = record;
  const { items, isPending, error, refetch } = useHistory(kind, id, moment);
  const said = useSaidByEvent(record, moment);
  const [shown, setShown] = useState(SHOWN);
  const newest = said.isPending ? [] : items.toReversed();
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="heading">
        {t('record/timeline/heading')}
      </h2>
      <Text size="sm">{t('record/timeline/note')}</Text>
      {(isPending || said.isPending) && <Loading />}
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      <ol className="timeline">
        {newest.slice(0, shown).map((entry) => (
          <TimelineEntry
            key={entry.id}
            entry={entry}
            history={items}
            said={said.byEvent.get(entry.id)}
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
