import { Link } from '@tanstack/react-router';
import type { SumsAtLevels } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatMoneyInFull } from '../format/money.js';
import { pickText } from '../format/text.js';

type Pair = SumsAtLevels['items'][number];
type Project = Pair['projects'][number];

/** A sum as it is stated, and whether the portfolio counts it. */
export function StatedSum({ sum: { value, counted } }: { readonly sum: Pick<Project, 'value' | 'counted'> }) {
  const { t, language } = useWords();
  if (value === null) return <span className="unknown">{t('value/unknown')}</span>;
  return (
    <>
      {formatMoneyInFull(value, language)}
      <span className="dim line">{t(counted ? 'assurance/sums/counted' : 'assurance/sums/notCounted')}</span>
    </>
  );
}

/** The projects of an agreement, each with its sum, and with its part of the agreement's where that is said. */
export function ProjectSums({ projects }: { readonly projects: readonly Project[] }) {
  const { t, language } = useWords();
  return (
    <ul className="assurance-list">
      {projects.map((project) => {
        const title = pickText(project.titles, language);
        const { allocation } = project;
        return (
          <li key={project.id}>
            <Link
              className="link line"
              to={RECORD_PAGE.project}
              params={{ id: project.publicId }}
              lang={title?.language}
            >
              {title?.text ?? project.publicId}
            </Link>
            <StatedSum sum={project} />
            {allocation !== null && (
              <span className="dim line">
                {t('assurance/sums/part', {
                  sum: formatMoneyInFull(
                    allocation.qualifier === 'exact'
                      ? { ...allocation, qualifier: 'exact' }
                      : { qualifier: 'moreThan', min: allocation.amount, currency: allocation.currency },
                    language,
                  ),
                })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function placeOf({ agreement, projects }: Pair): 'agreement' | 'projects' | 'nowhere' | 'none' {
  if (agreement.counted) return 'agreement';
  if (projects.some(({ counted }) => counted)) return 'projects';
  return agreement.value === null ? 'none' : 'nowhere';
}

/** At which level the sum of an agreement and its projects counts. */
export function CountedAt({ pair }: { readonly pair: Pair }) {
  const { t } = useWords();
  const isStatedTwice = pair.agreement.value !== null && pair.projects.some(({ value }) => value !== null);
  return (
    <>
      {t(`assurance/sums/at/${placeOf(pair)}`)}
      {isStatedTwice && <span className="dim line">{t('assurance/sums/both')}</span>}
    </>
  );
}
