import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { LateFactPage } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import { useColumns } from './columns.js';
import { Listed } from '../ui/listed.js';
import { PersonChoice } from './person-choice.js';
import { Counts, Rows } from './rows.js';
import { usePages } from '../ui/use-pages.js';
import { usePeople } from './use-people.js';

const SPANS = ['halfYear', 'year', 'longer'] as const;

/** Facts that were recorded long after they happened. */
export function LateFacts() {
  const { t, language } = useWords();
  const { naming } = usePeople();
  const columns = useColumns();
  const [span, setSpan] = useState('');
  const [by, setBy] = useState('');
  const list = usePages<LateFactPage>({
    ...{ path: '/assurance/late-facts', params: { span, by }, place: 'before' },
    nextOf: ({ next }) => next,
  });
  return (
    <>
      <div className="assurance-filters">
        <NativeSelect
          label={t('assurance/column/late')}
          value={span}
          onChange={(event) => setSpan(event.currentTarget.value)}
          data={[
            { value: '', label: t('assurance/all') },
            ...SPANS.map((value) => ({ value, label: t(`assurance/span/${value}`) })),
          ]}
        />
        <PersonChoice value={by} onChange={setBy} />
      </div>
      <Listed list={list}>
        {(pages, { counts }) => (
          <>
            <Counts
              counts={SPANS.flatMap((name) => {
                const found = counts.find((one) => one.name === name);
                return found === undefined ? [] : [{ name: t(`assurance/span/${name}`), count: found.count }];
              })}
            />
            <Rows
              label={t('assurance/section/late')}
              empty={t('assurance/empty')}
              items={pages.flatMap(({ items }) => items)}
              keyOf={({ position }) => position}
              columns={[
                columns.record,
                columns.what,
                {
                  name: t('assurance/column/happened'),
                  cell: ({ occurredOn }) => formatPartialDate(occurredOn, language),
                },
                {
                  name: t('assurance/column/recorded'),
                  cell: ({ recordedAt }) => formatRecordedAt(recordedAt, language),
                },
                {
                  name: t('assurance/column/late'),
                  number: true,
                  cell: ({ days }) => t('age/days', { count: days }),
                },
                {
                  name: t('assurance/column/who'),
                  cell: ({ by: actor, imported }) => (
                    <>
                      {naming(actor)}
                      {imported && <span className="dim line">{t('assurance/imported')}</span>}
                    </>
                  ),
                },
              ]}
            />
          </>
        )}
      </Listed>
    </>
  );
}
