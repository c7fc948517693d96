import { Alert } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Problem } from '#contracts';
import { useRefusal } from '../app/use-refusal.js';
import { useWords } from '../app/use-words.js';

/** Why it was not recorded, and what to do instead: in the words of the rule that was in the way. */
export function ProblemNotice({ problem, children }: { problem: Problem; children?: ReactNode }) {
  const { t } = useWords();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [problem]);
  const others = (problem.errors ?? []).filter(({ code }) => code !== problem.code);
  return (
    <Alert ref={notice} tabIndex={-1} color="red" variant="light" role="alert" title={t('log/refused')}>
      <p className="notice-line">
        <RefusalText code={problem.code} detail={problem.detail} />
      </p>
      {others.length > 0 && (
        <ul className="notice-list">
          {others.map(({ pointer, code, message }) => (
            <li key={`${pointer} ${message}`}>
              {nameOfField(pointer, t)}: <RefusalText code={code} detail={message} />
            </li>
          ))}
        </ul>
      )}
      {children}
      <p className="dim notice-code">{[problem.code, problem.errorId].filter(Boolean).join(' ')}</p>
    </Alert>
  );
}

/** What a code says in the reader's language; without a text for it, what the server says. */
export function RefusalText({ code, detail }: { code: string; detail: string }) {
  const { language } = useWords();
  const refusal = useRefusal();
  return refusal({ code, detail }) ?? <span lang={language === 'en' ? undefined : 'en'}>{detail}</span>;
}

function nameOfField(pointer: string, t: ReturnType<typeof useWords>['t']): string {
  const names = pointer.split('/').filter((part) => part !== '');
  return names
    .map((part) =>
      /^\d+$/.test(part) ? String(Number(part) + 1) : t(`log/field/${part}`, { defaultValue: part }),
    )
    .join(' ');
}
