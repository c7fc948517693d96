import { Stack, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { RegisterItem } from '#contracts';
import { KINDS, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { RecordSearch } from '../search/record-search.js';
import { LogOnRecord } from './log-on-record.js';
import { RecordedNotice } from './recorded-notice.js';
import { Register } from './register.js';
import type { Recorded } from './use-recording.js';
import './log.css';

/** The shortest way to record what happened: a record, one of its next steps, the date and the sources. */
export function LogPage(): ReactNode {
  const { t } = useWords();
  const { record, step, event } = useSearch({ from: '/log' });
  const navigate = useNavigate({ from: '/log' });
  const [recorded, setRecorded] = useState<{ kind: Kind; what: Recorded }>();
  const [kind, id] = placeOf(record);
  const [registering, setRegistering] = useState<Kind>();
  const choose = (item: RegisterItem) => {
    setRecorded(undefined);
    void navigate({ search: { record: `${item.aggregate}/${item.publicId}` } });
  };
  const done = (of: Kind, what: Recorded, of_: string) => {
    setRecorded({ kind: of, what });
    setRegistering(undefined);
    void navigate({ search: { record: `${of}/${of_}` } });
  };
  return (
    <Stack gap="lg" className="log">
      <title>{`${t('log/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('log/title')}
      </Title>
      {recorded !== undefined && <RecordedNotice recorded={recorded.what} kind={recorded.kind} />}
      {kind !== undefined && id !== undefined ? (
        <LogOnRecord
          key={record}
          {...{ kind, id, step, event }}
          onStep={(next) => {
            setRecorded(undefined);
            void navigate({ search: { record, step: next } });
          }}
          onSteps={() => void navigate({ search: { record } })}
          onLeave={() => {
            setRecorded(undefined);
            void navigate({ search: {} });
          }}
          onRecorded={(what, publicId) => done(kind, what, publicId)}
        />
      ) : registering !== undefined ? (
        <Register
          kind={registering}
          onRecorded={(what) => what.answer !== undefined && done(registering, what, what.answer.publicId)}
          onCancel={() => setRegistering(undefined)}
        />
      ) : (
        <>
          <RecordSearch label={t('log/search/label')} autoFocus onChoose={choose} />
          <section aria-labelledby="register" className="step-group">
            <h2 id="register" className="small-heading">
              {t('log/register/heading')}
            </h2>
            <ul className="step-list">
              {KINDS.map((one) => (
                <li key={one}>
                  <button type="button" className="step-choice" onClick={() => setRegistering(one)}>
                    {t(`log/register/${one}`)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </Stack>
  );
}

/** Kind and id of an address such as `project/PRJ-2026-0002`. */
function placeOf(record: string | undefined): readonly [Kind, string] | readonly [undefined, undefined] {
  const [given, id] = (record ?? '').split('/');
  const kind = KINDS.find((known) => known === given);
  return kind === undefined || id === undefined || id === '' ? [undefined, undefined] : [kind, id];
}
