import { Text } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatMoneyInFull } from '../format/money.js';
import { Sources } from './clocks.js';
import { useEvidence } from './use-evidence.js';
import type { Moment } from './use-history.js';

/** Every sum that was stated, by whom, and why there is none where there is none. */
export function MoneySection({ record, moment }: { record: RecordDetail; moment: Moment }) {
  const { t, word, language } = useWords();
  const evidence = useEvidence(record, moment);
  const claims = (evidence.data?.subjects ?? []).flatMap((subject) => subject.claims);
  return (
    <section aria-labelledby="money">
      <h2 id="money" className="heading">
        {t('record/money/heading')}
      </h2>
      {record.values.length === 0 ? (
        <Text>
          <span className="unknown">{t('value/unknown')}</span>
          <span className="dim"> · {t('record/money/notStated')}</span>
        </Text>
      ) : (
        <ul className="plain money">
          {record.values.toReversed().map(({ value, changeKind, eventId }, index) => (
            <li key={eventId}>
              <span className={index === 0 ? 'money-sum number' : 'number'}>
                {formatMoneyInFull(value, language)}
              </span>
              <span className="dim">
                {' '}
                {word('valueRole', value.role)} · {t(`record/money/${changeKind}`)}
              </span>
              <Sources sources={claims.find((claim) => claim.eventId === eventId)?.sources ?? []} />
            </li>
          ))}
        </ul>
      )}
      {record.finance.length > 0 && (
        <>
          <h3 className="small-heading">{t('record/facts/finance')}</h3>
          <ul className="plain">
            {record.finance.map(({ kind, money }, index) => (
              <li key={`${kind} ${index}`}>
                {word('financeKind', kind)}:{' '}
                <span className="number">{formatMoneyInFull(money, language)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
