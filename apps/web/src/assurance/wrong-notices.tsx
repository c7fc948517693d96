import type { WrongNoticePage } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { useColumns } from './columns.js';
import { Listed } from '../ui/listed.js';
import { Rows } from './rows.js';
import { usePages } from '../ui/use-pages.js';
import { usePeople } from './use-people.js';

const NOT_REACHED = ['open', 'failed', 'withheld', 'missing'] as const;

/** Notices that told what was amended later, and whether those who got them were told that. */
export function WrongNotices() {
  const { t, language } = useWords();
  const { naming } = usePeople();
  const columns = useColumns();
  const list = usePages<WrongNoticePage>({
    ...{ path: '/assurance/wrong-notices', params: {}, place: 'before' },
    nextOf: ({ next }) => next,
  });
  return (
    <>
      <p className="dim">{t('assurance/notices/note')}</p>
      <Listed list={list}>
        {(pages) => (
          <Rows
            label={t('assurance/section/notices')}
            empty={t('assurance/notices/none')}
            items={pages.flatMap(({ items }) => items)}
            keyOf={({ position }) => position}
            columns={[
              columns.record,
              {
                name: t('assurance/column/what'),
                cell: ({ type, targetType }) => columns.amended(type, targetType),
              },
              {
                name: t('assurance/notices/told'),
                cell: ({ told: { people, notices, lastAt } }) => (
                  <>
                    {t('assurance/notices/people', { count: people })}
                    <span className="dim line">
                      {t('assurance/notices/sent', {
                        count: notices,
                        at: formatRecordedAt(lastAt, language),
                      })}
                    </span>
                  </>
                ),
              },
              {
                name: t('assurance/notices/correction'),
                cell: ({ told: { notices }, correction }) => (
                  <>
                    {t('assurance/notices/reached', { reached: correction.reached, of: notices })}
                    {NOT_REACHED.filter((state) => correction[state] > 0).map((state) => (
                      <span key={state} className="line">
                        {t(`assurance/notices/${state}`, { count: correction[state] })}
                      </span>
                    ))}
                  </>
                ),
              },
              {
                name: t('assurance/column/who'),
                cell: ({ by, recordedAt }) => (
                  <>
                    {naming(by)}
                    <span className="dim line">{formatRecordedAt(recordedAt, language)}</span>
                  </>
                ),
              },
            ]}
          />
        )}
      </Listed>
    </>
  );
}
