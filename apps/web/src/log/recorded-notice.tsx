import { Alert } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import type { Recorded } from './use-recording.js';

/** What was recorded, where to see it, or who has to look at it next. */
export function RecordedNotice({ recorded, kind }: { recorded: Recorded; kind: Kind }) {
  const { t, word } = useWords();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [recorded]);
  const { answer } = recorded;
  if (answer === undefined) {
    return (
      <Alert
        ref={notice}
        tabIndex={-1}
        color="blue"
        variant="light"
        role="status"
        title={t('log/proposed/title')}
      >
        <p className="notice-line">{t('log/proposed/text')}</p>
        <Link to="/approvals" className="link">
          {t('log/proposed/open')}
        </Link>
      </Alert>
    );
  }
  return (
    <Alert
      ref={notice}
      tabIndex={-1}
      color="teal"
      variant="light"
      role="status"
      title={t('log/recorded/title')}
    >
      <p className="notice-line">
        {[...new Set(answer.events.map(({ type }) => word('event', type)))].join(', ')}
        {' · '}
        <Link to={RECORD_PAGE[kind]} params={{ id: answer.publicId }} className="link">
          {t('log/recorded/open', { id: answer.publicId })}
        </Link>
      </p>
      {answer.warnings.map(({ code, message }) => (
        <p key={code} className="notice-line dim">
          {t(`log/warning/${code}`, { defaultValue: message })}
        </p>
      ))}
    </Alert>
  );
}
