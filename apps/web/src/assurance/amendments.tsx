import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { AmendmentPage } from '#contracts';
import { CORRECTION_REASONS, RETRACTION_REASONS } from '#domain';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { useColumns } from './columns.js';
import { Listed } from '../ui/listed.js';
import { PersonChoice } from './person-choice.js';
import { EVER, Period, periodOf } from './period.js';
import { Recorders } from './recorders.js';
import { Counts, Rows } from './rows.js';
import { usePages } from '../ui/use-pages.js';
import { usePeople } from './use-people.js';

const TYPES = ['EventCorrected', 'EventRetracted'] as const;
const REASONS = [...CORRECTION_REASONS, ...RETRACTION_REASONS];

/** What was corrected and retracted, by whom, after how long and why. */
export function Amendments() {
  const { t, word, language } = useWords();
  const { naming } = usePeople();
  const columns = useColumns();
  const [type, setType] = useState('');
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(EVER);
  const list = usePages<AmendmentPage>({
    ...{ path: '/assurance/amendments', params: { type, by, reason, ...periodOf(days) }, place: 'before' },
    nextOf: ({ next }) => next,
  });
  return (
    <>
      <div className="assurance-filters">
        <NativeSelect
          label={t('assurance/column/what')}
          value={type}
          onChange={(event) => setType(event.currentTarget.value)}
          data={[
            { value: '', label: t('assurance/all') },
            ...TYPES.map((value) => ({ value, label: word('event', value) })),
          ]}
        />
        <PersonChoice value={by} onChange={setBy} />
        <NativeSelect
          label={t('assurance/column/reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data={[
            { value: '', label: t('assurance/all') },
            ...REASONS.map((value) => ({ value, label: t(`log/choice/${value}`) })),
          ]}
        />
        <Period value={days} onChange={setDays} />
      </div>
      <Listed list={list}>
        {(pages, { counts }) => (
          <>
            <Counts counts={counts.map(({ name, count }) => ({ name: word('event', name), count }))} />
            <Rows
              label={t('assurance/section/amendments')}
              empty={t('assurance/empty')}
              items={pages.flatMap(({ items }) => items)}
              keyOf={({ position }) => position}
              columns={[
                columns.record,
                {
                  name: t('assurance/column/what'),
                  cell: ({ type: amendment, target }) => columns.amended(amendment, target.type),
                },
                {
                  name: t('assurance/column/reason'),
                  cell: ({ reasonCode, explanation }) => (
                    <>
                      {t(`log/choice/${reasonCode}`, { defaultValue: reasonCode })}
                      <span className="dim line">{explanation}</span>
                    </>
                  ),
                },
                {
                  name: t('assurance/column/stood'),
                  number: true,
                  cell: ({ days }) => t('age/days', { count: days }),
                },
                {
                  name: t('assurance/column/who'),
                  cell: ({ by: actor, target }) => (
                    <>
                      {naming(actor)}
                      <span className="dim line">
                        {t('assurance/recordedBy', { name: naming(target.by) })}
                      </span>
                    </>
                  ),
                },
                {
                  name: t('assurance/column/when'),
                  cell: ({ recordedAt }) => formatRecordedAt(recordedAt, language),
                },
              ]}
            />
          </>
        )}
      </Listed>
      <Recorders days={days} />
    </>
  );
}
