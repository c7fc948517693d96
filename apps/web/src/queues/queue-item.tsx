import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RegisterItem } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';

interface QueueItemProps {
  readonly record: Pick<RegisterItem, 'publicId' | 'aggregate' | 'titles'>;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

/** A record that waits, why, and what clears it. */
export function QueueItem({ record, children, actions }: QueueItemProps) {
  const { t, language } = useWords();
  const title = pickText(record.titles, language);
  return (
    <li className="queue-item">
      <div>
        <Link
          to={RECORD_PAGE[record.aggregate]}
          params={{ id: record.publicId }}
          className="record-title"
          lang={title?.language}
        >
          {title?.text}
        </Link>
        <span className="dim line">
          {t(`kind/${record.aggregate}`)} · {record.publicId}
        </span>
        {children}
      </div>
      <div className="queue-actions">{actions}</div>
    </li>
  );
}

/** Opens the step of the log that clears the item. */
export function LogLink({
  record,
  step,
  event,
}: Pick<QueueItemProps, 'record'> & { step: string; event?: string }) {
  const { t } = useWords();
  return (
    <Link
      className="step-link"
      to="/log"
      search={{
        record: `${record.aggregate}/${record.publicId}`,
        step: step === '' ? undefined : step,
        event,
      }}
    >
      {t(`queues/action/${step === '' ? 'log' : step}`)}
    </Link>
  );
}
