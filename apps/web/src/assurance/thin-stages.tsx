import { useState } from 'react';
import type { ThinStagePage } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import { Sources } from '../record/clocks.js';
import { useColumns } from './columns.js';
import { Listed } from '../ui/listed.js';
import { PersonChoice } from './person-choice.js';
import { Counts, Rows } from './rows.js';
import { usePages } from '../ui/use-pages.js';
import { usePeople } from './use-people.js';

/** Changes of stage that nothing but one press source says. */
export function ThinStages() {
  const { t, word, language } = useWords();
  const { naming } = usePeople();
  const columns = useColumns();
  const [by, setBy] = useState('');
  const list = usePages<ThinStagePage>({
    ...{ path: '/assurance/thin-stages', params: { by }, place: 'before' },
    nextOf: ({ next }) => next,
  });
  return (
    <>
      <p className="assurance-note">{t('assurance/stages/note')}</p>
      <div className="assurance-filters">
        <PersonChoice value={by} onChange={setBy} />
      </div>
      <Listed list={list}>
        {(pages, { counts }) => (
          <>
            <Counts counts={counts.map(({ name, count }) => ({ name: word('event', name), count }))} />
            <Rows
              label={t('assurance/section/stages')}
              empty={t('assurance/empty')}
              items={pages.flatMap(({ items }) => items)}
              keyOf={({ position }) => position}
              columns={[
                columns.record,
                columns.what,
                {
                  name: t('assurance/column/happened'),
                  cell: ({ occurredOn }) =>
                    occurredOn === null ? t('value/undated') : formatPartialDate(occurredOn, language),
                },
                { name: t('assurance/column/source'), cell: ({ source }) => <Sources sources={[source]} /> },
                {
                  name: t('assurance/column/who'),
                  cell: ({ by: actor, recordedAt }) => (
                    <>
                      {naming(actor)}
                      <span className="dim line">{formatRecordedAt(recordedAt, language)}</span>
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
