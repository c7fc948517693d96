import { Button, Progress } from '@mantine/core';
import { useEffect } from 'react';
import { useWords } from '../app/use-words.js';
import { Failed } from '../ui/states.js';
import { RecordLinks } from './record-links.js';
import { Counts, Rows } from './rows.js';
import { useDrift, type DriftCheck } from './use-drift.js';

/** Whether lists say what the log comes to. */
export function Drift() {
  const { t } = useWords();
  const { check, start, cancel, leave } = useDrift();
  const { state, checked, of } = check;
  useEffect(() => leave, []);
  return (
    <>
      <p className="assurance-note">{t('assurance/drift/note')}</p>
      <div className="assurance-actions">
        {state === 'running' ? (
          <Button variant="default" onClick={cancel}>
            {t('assurance/drift/cancel')}
          </Button>
        ) : (
          <Button onClick={() => void start()}>
            {t(state === 'idle' ? 'assurance/drift/start' : 'assurance/drift/again')}
          </Button>
        )}
        <span role="status">
          <Outcome check={check} />
        </span>
      </div>
      {state === 'running' && (
        <Progress
          value={of === undefined || of === 0 ? 0 : (checked / of) * 100}
          aria-label={t('assurance/section/drift')}
        />
      )}
      {state === 'failed' && <Failed error={check.error} onRetry={() => void start()} />}
      {checked > 0 && <Result check={check} />}
    </>
  );
}

function Outcome({ check: { state, checked, of, asOfPosition, differing } }: { readonly check: DriftCheck }) {
  const { t } = useWords();
  if (state === 'idle') return null;
  if (state === 'done') {
    const records = new Set(differing.map(({ id }) => id)).size;
    return records === 0
      ? t('assurance/drift/none', { count: checked, position: asOfPosition })
      : t('assurance/drift/found', { count: records, position: asOfPosition });
  }
  const progress = of === undefined ? t('state/loading') : t('assurance/drift/progress', { checked, of });
  return state === 'cancelled' ? t('assurance/drift/cancelled', { progress }) : progress;
}

function Result({ check: { checked, differing } }: { readonly check: DriftCheck }) {
  const { t } = useWords();
  const records = new Set(differing.map(({ id }) => id)).size;
  return (
    <>
      <Counts
        counts={[
          { name: t('assurance/drift/checked'), count: checked },
          { name: t('assurance/drift/records'), count: records },
          { name: t('assurance/drift/differences'), count: differing.length },
        ]}
      />
      {differing.length > 0 && (
        <Rows
          label={t('assurance/section/drift')}
          empty={t('assurance/empty')}
          items={differing}
          keyOf={({ id, audience, field }) => `${id} ${audience} ${field}`}
          columns={[
            {
              name: t('assurance/column/record'),
              cell: ({ kind, id, publicId }) => <RecordLinks {...{ kind, id, publicId }} />,
            },
            {
              name: t('assurance/column/field'),
              cell: ({ field, audience }) => (
                <>
                  {t(`assurance/drift/field/${field}`)}
                  {audience !== 'all' && (
                    <span className="dim line">{t(`assurance/drift/audience/${audience}`)}</span>
                  )}
                </>
              ),
            },
            {
              name: t('assurance/drift/register'),
              cell: ({ field, register }) => <Said field={field} value={register} />,
            },
            {
              name: t('assurance/drift/replayed'),
              cell: ({ field, replay }) => <Said field={field} value={replay} />,
            },
          ]}
        />
      )}
    </>
  );
}

/** What one side says: a code of the register by its name, other things as they are kept. */
function Said({ field, value }: { readonly field: string; readonly value: unknown }) {
  const { t, word } = useWords();
  if (value === null || value === undefined) return <span className="unknown">{t('value/none')}</span>;
  if (typeof value !== 'string') return <code>{JSON.stringify(value)}</code>;
  const isCode = field === 'stage' || field === 'legalStatus' || field === 'headline' || field === 'sector';
  return isCode ? word(field, value) : value;
}
