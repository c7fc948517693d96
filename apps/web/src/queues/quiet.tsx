import { Button } from '@mantine/core';
import type { RegisterItem } from '#contracts';
import { useWords } from '../app/use-words.js';
import { LastNews } from '../portfolio/record-row.js';
import { Failed, Loading } from '../ui/states.js';
import { Cleared } from './cleared.js';
import { LogLink, QueueItem } from './queue-item.js';
import { useConfirmation } from './use-confirmation.js';
import { useQuiet, type QueueFilter } from './use-queues.js';

/** Records of which nothing was heard: checked, nothing new; or there is news after all. */
export function Quiet({ filter }: { filter: QueueFilter }) {
  const quiet = useQuiet(filter);
  if (quiet.isPending) return <Loading />;
  if (quiet.data === undefined) return <Failed error={quiet.error} onRetry={() => void quiet.refetch()} />;
  if (quiet.data.items.length === 0) return <Cleared />;
  return (
    <ul className="queue-items">
      {quiet.data.items.map((item) => (
        <QuietItem key={item.id} item={item} />
      ))}
    </ul>
  );
}

function QuietItem({ item }: { item: RegisterItem }) {
  const { t } = useWords();
  const { state, confirm, undo } = useConfirmation(item);
  return (
    <QueueItem
      record={item}
      actions={
        state === 'waiting' ? (
          <Button size="xs" variant="default" onClick={undo}>
            {t('queues/confirm/undo')}
          </Button>
        ) : (
          <>
            <Button
              size="xs"
              loading={state === 'sending'}
              disabled={state === 'done'}
              onClick={confirm}
              aria-label={`${t('queues/confirm/button')}: ${item.publicId}`}
            >
              {t('queues/confirm/button')}
            </Button>
            <LogLink record={item} step="" />
          </>
        )
      }
    >
      <span className="line">
        {t('portfolio/list/lastNews')}: <LastNews item={item} />
      </span>
      <span role="status" className={state === 'failed' ? 'field-fault' : 'dim'}>
        {state === 'idle' || state === 'sending' ? '' : t(`queues/confirm/${state}`)}
      </span>
    </QueueItem>
  );
}
