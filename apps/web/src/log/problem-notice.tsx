import { Alert } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Problem } from '#contracts';
import { useWords } from '../app/use-words.js';

/** Why it was not recorded, and what to do instead: in the words of the rule that was in the way. */
export function ProblemNotice({ problem, children }: { problem: Problem; children?: ReactNode }) {
  const { t, language } = useWords();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [problem]);
  const others = (problem.errors ?? []).filter(({ code }) => code !== problem.code);
  const known = t(`log/refusal/${problem.code}`, { defaultValue: '' });
  return (
    <Alert ref={notice} tabIndex={-1} color="red" variant="light" role="alert" title={t('log/refused')}>
      {known === '' ? (
        <p className="notice-line" lang={language === 'en' ? undefined : 'en'}>
          {problem.detail}
        </p>
      ) : (
        <p className="notice-line">{known}</p>
      )}
      {others.length > 0 && (
        <ul className="notice-list">
          {others.map(({ pointer, message }) => (
            <li key={`${pointer} ${message}`}>
              {nameOfField(pointer, t)}: <span lang="en">{message}</span>
            </li>
          ))}
        </ul>
      )}
      {children}
      <p className="dim notice-code">{problem.code}</p>
    </Alert>
  );
}

function nameOfField(pointer: string, t: ReturnType<typeof useWords>['t']): string {
  const names = pointer.split('/').filter((part) => part !== '');
  return names
    .map((part) =>
      /^\d+$/.test(part) ? String(Number(part) + 1) : t(`log/field/${part}`, { defaultValue: part }),
    )
    .join(' ');
}
