import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RecordDetail } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatDecimal } from '../format/numbers.js';
import { qualify, type Qualifier } from '../format/qualified.js';
import { pickText } from '../format/text.js';
import { HeadlineBadge } from '../ui/status.js';
import { MemberFunnel } from './member-funnel.js';

type Ref = RecordDetail['links'][number]['record'];

/** Records that this one is linked with; for collections, what is claimed of them and their known members. */
export function Links({ record }: { record: RecordDetail }) {
  const { t, word, language } = useWords();
  const collection = record.aggregate === 'collection';
  return (
    <>
      {record.claims.length > 0 && (
        <section aria-labelledby="claims">
          <h2 id="claims" className="heading">
            {t('record/claims/heading')}
          </h2>
          <Text size="sm">{t('record/claims/note')}</Text>
          <ul className="claim-list">
            {record.claims.map(({ claimId, metric, value, qualifier, unit, attributedTo }) => (
              <li key={claimId}>
                <strong className="number">
                  {qualify(
                    {
                      qualifier: qualifier as Qualifier,
                      figure: `${formatDecimal(value, language)} ${unit}`,
                    },
                    language,
                  )}
                </strong>
                <span>
                  {metric}
                  <span className="dim"> · {t('portfolio/claims/by', { who: attributedTo })}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {collection && record.members.length > 0 && <MemberFunnel id={record.id} />}
      {collection && (
        <section aria-labelledby="members">
          <h2 id="members" className="heading">
            {t('record/links/members')}
          </h2>
          {record.members.length === 0 ? (
            <Text className="dim">{t('record/links/noMembers')}</Text>
          ) : (
            <RefList
              refs={record.members.map(({ record: member, basis }) => ({
                ref: member,
                how: t(`record/links/${basis}`),
              }))}
            />
          )}
        </section>
      )}
      {record.links.length > 0 && (
        <section aria-labelledby="links">
          <h2 id="links" className="heading">
            {t('record/links/heading')}
          </h2>
          <RefList
            refs={record.links.map(({ record: other, relation }) => ({
              ref: other,
              how: word('relation', relation),
            }))}
          />
        </section>
      )}
    </>
  );
}

function RefList({ refs }: { refs: readonly { readonly ref: Ref; readonly how: string }[] }) {
  const { t, language } = useWords();
  return (
    <ul className="refs">
      {refs.map(({ ref, how }) => {
        const title = pickText(ref.titles, language);
        return (
          <li key={`${ref.id} ${how}`}>
            <span className="dim">{t(`kind/${ref.aggregate}`)}</span>
            <Link
              to={RECORD_PAGE[ref.aggregate]}
              params={{ id: ref.publicId }}
              className="link"
              lang={title?.language}
            >
              {title?.text}
            </Link>
            <HeadlineBadge headline={ref.headline} aggregate={ref.aggregate} />
            <span className="dim">{how}</span>
          </li>
        );
      })}
    </ul>
  );
}
