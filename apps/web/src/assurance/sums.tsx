import type { SumsAtLevels } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatKnownSums } from '../pictures/known-sums.js';
import { Listed } from '../ui/listed.js';
import { RecordLinks } from './record-links.js';
import { Rows } from './rows.js';
import { CountedAt, ProjectSums, StatedSum } from './stated-sum.js';
import { usePages } from '../ui/use-pages.js';

const LEVELS = ['agreements', 'projects', 'once'] as const;

/** Sums of agreements beside those of the projects that they cover, and which of them counts. */
export function Sums() {
  const { t } = useWords();
  const list = usePages<SumsAtLevels>({
    ...{ path: '/assurance/sums', params: {}, place: 'after', nextOf: ({ next }) => next },
  });
  return (
    <>
      <p className="assurance-note">{t('assurance/sums/note')}</p>
      <Listed list={list}>
        {(pages, first) => (
          <>
            <Levels sums={first} />
            <Rows
              label={t('assurance/section/sums')}
              empty={t('assurance/empty')}
              items={pages.flatMap(({ items }) => items)}
              keyOf={({ agreement }) => agreement.id}
              columns={[
                {
                  name: t('kind/agreement'),
                  cell: ({ agreement }) => <RecordLinks kind="agreement" {...agreement} />,
                },
                {
                  name: t('assurance/sums/atAgreement'),
                  cell: ({ agreement }) => <StatedSum sum={agreement} />,
                },
                {
                  name: t('assurance/sums/atProjects'),
                  cell: ({ projects }) => <ProjectSums projects={projects} />,
                },
                { name: t('assurance/sums/counts'), cell: (pair) => <CountedAt pair={pair} /> },
              ]}
            />
          </>
        )}
      </Listed>
    </>
  );
}

function Levels({ sums }: { readonly sums: SumsAtLevels }) {
  const { t, language } = useWords();
  return (
    <dl className="assurance-counts assurance-sums">
      {LEVELS.map((level) => (
        <div key={level}>
          <dt>
            {t(`assurance/sums/${level}`)}
            <span className="line">
              {t('portfolio/known/share', { known: sums[level].known, of: sums[level].of })}
            </span>
          </dt>
          <dd>{formatKnownSums(sums[level], language) || t('portfolio/known/noTotal')}</dd>
        </div>
      ))}
    </dl>
  );
}
