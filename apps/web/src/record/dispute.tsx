import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { RecordDetail } from '#contracts';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Loading } from '../ui/states.js';

const DisputeForm = lazy(async () => ({ default: (await import('./dispute-form.js')).DisputeForm }));

interface DisputeProps {
  readonly record: RecordDetail;
  readonly eventId: string;
  /** What is disputed, for those who hear the button and do not see where it stands. */
  readonly about: string;
  readonly onOpen: () => void;
}

/** The way of a stakeholder who answers for a record to say that a fact of it is not so. */
export function Dispute({ record, eventId, about, onOpen }: DisputeProps) {
  const { t } = useWords();
  const { session } = useSession();
  const [state, setState] = useState<'closed' | 'open' | 'recorded'>('closed');
  const user = session?.user;
  const hasRecords = user?.role === 'stakeholder' && (user.scope ?? []).length > 0;
  if (!hasRecords) return null;
  if (state === 'recorded') return <p role="status">{t('record/dispute/recorded')}</p>;
  if (state === 'closed') {
    const open = () => {
      onOpen();
      setState('open');
    };
    return (
      <Button size="compact-xs" variant="subtle" className="dispute-act" onClick={open}>
        {t('record/dispute/open')}
        <span className="unseen">: {about}</span>
      </Button>
    );
  }
  return (
    <Suspense fallback={<Loading />}>
      <DisputeForm
        record={record}
        eventId={eventId}
        onDone={(recorded) => setState(recorded ? 'recorded' : 'closed')}
      />
    </Suspense>
  );
}
