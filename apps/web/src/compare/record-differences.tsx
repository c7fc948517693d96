import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RecordComparison } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';
import { Causes } from './causes.js';
import { useFieldTexts, type Difference } from './use-field-texts.js';

const COLOURS: Readonly<Record<string, string>> = {
  happened: 'teal',
  learnedLate: 'blue',
  corrected: 'orange',
  retracted: 'red',
  replanned: 'cyan',
};

/** Ways in which a difference came about, each once. */
export const labelsOf = ({ causes }: Difference): readonly string[] => [
  ...new Set(causes.map(({ label }) => label)),
];

interface RecordDifferencesProps {
  readonly record: RecordComparison;
  /** Those of its differences that are shown. */
  readonly differences: readonly Difference[];
}

/** What one record shows differently, thing by thing. */
export function RecordDifferences({ record, differences }: RecordDifferencesProps) {
  const { t, language } = useWords();
  const { nameOf, valueOf } = useFieldTexts();
  const title = pickText(record.titles, language);
  const heading = `differences-${record.publicId}`;
  return (
    <section aria-labelledby={heading} className="compared">
      <h2 id={heading} className="small-heading">
        <Link
          to={RECORD_PAGE[record.aggregate]}
          params={{ id: record.publicId }}
          className="record-title"
          lang={title?.language}
        >
          {title?.text ?? record.publicId}
        </Link>
      </h2>
      <p className="dim compared-id">
        {t(`kind/${record.aggregate}`)} · {record.publicId}
      </p>
      <table className="differences">
        <thead>
          <tr>
            {['thing', 'before', 'after', 'why'].map((column) => (
              <th key={column} scope="col">
                {t(`compare/${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.field}>
              <th scope="row">{nameOf(difference.field)}</th>
              <td data-label={t('compare/before')}>{valueOf(difference, 'before')}</td>
              <td data-label={t('compare/after')}>{valueOf(difference, 'after')}</td>
              <td data-label={t('compare/why')}>
                <Labels labels={labelsOf(difference)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Causes
        record={record}
        ids={differences.flatMap(({ causes }) => causes.map(({ eventId }) => eventId))}
      />
    </section>
  );
}

function Labels({ labels }: { labels: readonly string[] }) {
  const { t } = useWords();
  return labels.map((label) => (
    <Badge
      key={label}
      className="headline"
      variant="light"
      color={COLOURS[label] ?? 'gray'}
      title={t(`compare/labelHint/${label}`)}
    >
      {t(`compare/label/${label}`)}
    </Badge>
  ));
}
