import { Alert, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Problem } from '#contracts';
import { RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';

interface PossibleDuplicateProps {
  readonly problem: Problem;
  readonly kind: Kind;
  readonly onOther: () => void;
}

/** A record that looks alike exists: the same thing, or another one. */
export function PossibleDuplicate({ problem, kind, onOther }: PossibleDuplicateProps) {
  const { t } = useWords();
  const existing = problem.details?.['existingId'];
  return (
    <Alert color="orange" variant="light" role="alert" title={t('log/duplicate/title')}>
      <p className="notice-line">{t('log/duplicate/text')}</p>
      <Group gap="sm">
        {typeof existing === 'string' && (
          <Button
            size="sm"
            renderRoot={(props) => <Link {...props} to={RECORD_PAGE[kind]} params={{ id: existing }} />}
          >
            {t('log/duplicate/open')}
          </Button>
        )}
        {typeof existing === 'string' && (
          <Button
            size="sm"
            variant="default"
            renderRoot={(props) => <Link {...props} to="/log" search={{ record: `${kind}/${existing}` }} />}
          >
            {t('log/duplicate/logThere')}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={onOther}>
          {t('log/duplicate/other')}
        </Button>
      </Group>
    </Alert>
  );
}
