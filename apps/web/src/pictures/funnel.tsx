import type { Funnel } from '#contracts';
import { useWords } from '../app/use-words.js';
import { Bar } from './bar.js';
import { formatKnownSums, shareOfSum } from './known-sums.js';
import { TableView } from './table-view.js';
import './pictures.css';

interface FunnelPictureProps {
  /** Answer of `/collections/{id}/funnel`. */
  readonly funnel: Funnel;
}

/** What became of a collection's members, by count and by known sum; give it a heading of its own. */
export function FunnelPicture({ funnel }: FunnelPictureProps) {
  const { t, language } = useWords();
  const { members, stated, inferred, steps, value } = funnel;
  if (members === 0) return <p className="dim">{t('pictures/funnel/noMembers')}</p>;
  const rows = steps.map(({ step, count, value: part }) => ({
    ...{ step, share: count / members, sum: shareOfSum(part, value) },
    name: t(`pictures/funnel/steps/${step}`),
    counted: t('pictures/funnel/count', { count, of: members }),
    sums: formatKnownSums(part, language) || t('pictures/funnel/noSum'),
    known: t('portfolio/known/share', { known: part.known, of: part.of }),
  }));
  return (
    <>
      <p className="dim">
        {t('pictures/funnel/note')} {t('pictures/funnel/basis', { stated, inferred })}
      </p>
      <ol className="funnel">
        {rows.map(({ step, share, sum, name, counted, sums, known }) => (
          <li key={step}>
            <span className="funnel-name">{name}</span>
            <span className="funnel-part">
              <Bar share={share} tone={step === 'unknown' ? 'unknown' : 'count'} align="centre" />
              <span className="funnel-words">{counted}</span>
            </span>
            <span className="funnel-part">
              <Bar share={sum} tone="sum" align="centre" />
              <span className="funnel-words">
                {sums} <span className="dim">· {known}</span>
              </span>
            </span>
          </li>
        ))}
      </ol>
      <TableView
        label={t('pictures/funnel/heading')}
        columns={[
          t('pictures/funnel/step'),
          t('pictures/funnel/members'),
          t('pictures/funnel/value'),
          t('portfolio/known/heading'),
        ]}
        rows={[
          ...rows.map(({ name, counted, sums, known }) => [name, counted, sums, known]),
          [
            t('pictures/funnel/total'),
            String(members),
            formatKnownSums(value, language) || t('pictures/funnel/noSum'),
            t('portfolio/known/share', { known: value.known, of: value.of }),
          ],
        ]}
      />
    </>
  );
}
