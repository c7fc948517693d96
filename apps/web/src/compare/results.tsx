import { Button, Paper, Text } from '@mantine/core';
import { addressWith } from '../app/permanent-address.js';
import type { CompareSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { CopyAddress } from '../ui/copy-address.js';
import { LabelChoice } from './label-choice.js';
import { labelsOf, RecordDifferences } from './record-differences.js';
import type { ComparedPage } from './use-comparison.js';

interface ResultsProps {
  readonly pages: readonly ComparedPage[];
  readonly search: CompareSearch & { readonly from: string };
  readonly onLabel: (label: string | undefined) => void;
  readonly onMore?: () => void;
  readonly loadingMore: boolean;
}

/** The differences with their counts, and an address that keeps them. */
export function Results({ pages, search, onLabel, onMore, loadingMore }: ResultsProps) {
  const { t } = useWords();
  const { label } = search;
  const records = pages.flatMap(({ items }) => items).filter(({ differences }) => differences.length > 0);
  const all = records.flatMap(({ differences }) => differences);
  const shown = records
    .map((record) => ({
      record,
      differences: record.differences.filter(
        (difference) => label === undefined || labelsOf(difference).includes(label),
      ),
    }))
    .filter(({ differences }) => differences.length > 0);
  return (
    <>
      <Moments pages={pages} search={search} />
      {onMore !== undefined && <p className="dim">{t('compare/loaded', { shown: records.length })}</p>}
      <LabelChoice differences={all} chosen={label} onChoose={onLabel} />
      {shown.length === 0 && (
        <Paper withBorder className="empty">
          <Text fw={600}>{t(all.length === 0 ? 'compare/same' : 'compare/noneOfLabel')}</Text>
          {all.length === 0 && <Text size="sm">{t('compare/sameHint')}</Text>}
        </Paper>
      )}
      {shown.map(({ record, differences }) => (
        <RecordDifferences key={record.id} record={record} differences={differences} />
      ))}
      {onMore !== undefined && (
        <Button variant="default" onClick={onMore} loading={loadingMore} className="compare-more">
          {t('compare/more')}
        </Button>
      )}
    </>
  );
}

/** The moments as the server took them. */
function Moments({ pages, search }: Pick<ResultsProps, 'pages' | 'search'>) {
  const { t, language } = useWords();
  const [first] = pages;
  const whole = first?.whole;
  const record = first?.items[0];
  const from = whole?.from.position ?? record?.from.position ?? '0';
  const to = whole?.to.position ?? record?.to.position;
  const momentOf = ({ day, position }: { day: string; position: string }) =>
    day < '1900'
      ? t('compare/position', { position })
      : `${formatPartialDate(day, language)} (${t('compare/position', { position })})`;
  return (
    <div className="compare-line">
      {whole !== undefined && (
        <p role="status">
          {t('compare/moments', {
            ...{ from: momentOf(whole.from), before: whole.from.records },
            ...{ to: momentOf(whole.to), after: whole.to.records },
          })}
          <br />
          {t('compare/changed', { count: whole.changed })}
        </p>
      )}
      <span className="compare-tools">
        <CopyAddress address={() => addressWith({ ...search, from, to })} />
        <Button size="xs" variant="default" onClick={() => window.print()}>
          {t('compare/print')}
        </Button>
      </span>
    </div>
  );
}
