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
import type { Moment } from './use-history.js';

type Ref = RecordDetail['links'][number]['record'];

/** Records that this one is linked with; for collections, what is claimed of them and their known members. */
export function Links({ record, moment }: { record: RecordDetail; moment: Moment }) {
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
      {collection && record.members.length > 0 && <MemberFunnel id={record.id} moment={moment} />}
      {collection && (
        <section aria-labelledby="members">
          <h2 id="members" className="heading">
            {t('record/links/members')}
          </h2>
          {record.members.length === 0 ? (
            <Text className="dim">{t('record/links/noMembers')}</Text>
          ) : (
            <RefList
              moment={moment}
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
            moment={moment}
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

interface RefListProps {
  readonly refs: readonly { readonly ref: Ref; readonly how: string }[];
  readonly moment: Moment;
}

/** Each leads to the other record at the same moment. */
function RefList({ refs, moment }: RefListProps) {
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
              search={moment}
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
