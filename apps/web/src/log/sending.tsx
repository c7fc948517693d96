import { Alert, Button, Group } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import type { Recording } from './use-recording.js';

interface SendingProps {
  readonly recording: Recording;
  readonly onTryNow: () => void;
  readonly onStop: () => void;
}

/** What becomes of a form that was sent; a lost connection is said calmly, because nothing is lost with it. */
export function Sending({ recording, onTryNow, onStop }: SendingProps) {
  const { t } = useWords();
  return (
    <div role="status">
      {recording.state === 'lost' && (
        <Alert color="orange" variant="light" title={t('log/lost/title')}>
          <p className="notice-line">{t('log/lost/text')}</p>
          <Group gap="sm">
            <Button size="xs" variant="default" onClick={onTryNow}>
              {t('log/lost/now')}
            </Button>
            <Button size="xs" variant="subtle" onClick={onStop}>
              {t('log/lost/stop')}
            </Button>
          </Group>
        </Alert>
      )}
      {recording.state === 'checking' && <span className="unseen">{t('log/checking')}</span>}
      {recording.state === 'sending' && <span className="unseen">{t('log/sending')}</span>}
    </div>
  );
}
