import type { ReactNode } from 'react';
import type { RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { formatMoneyInFull } from '../format/money.js';
import { formatCountry, formatRegion } from '../format/places.js';
import { formatDecimal } from '../format/numbers.js';
import { formatQuantity } from '../format/quantity.js';
import { pickText } from '../format/text.js';
import { Unknown } from '../portfolio/record-row.js';

/** What is known of the record, and what is not: an unknown fact keeps its line. */
export function Facts({ record }: { record: RecordDetail }) {
  const { t, word, language } = useWords();
  const description = record.description === null ? undefined : pickText(record.description, language);
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className="heading">
        {t('record/facts/heading')}
      </h2>
      {description !== undefined && (
        <p lang={description.language} className="description">
          {description.text}
        </p>
      )}
      <dl className="facts">
        <Fact name={t('record/facts/country')}>
          {record.countryCode === null ? undefined : formatCountry(record.countryCode, language)}
        </Fact>
        <Fact name={t('record/facts/region')}>
          {record.regions.length === 0
            ? undefined
            : record.regions.map((code) => formatRegion(code, language)).join(', ')}
        </Fact>
        {record.place !== null && <Fact name={t('record/facts/location')}>{record.place}</Fact>}
        {record.point !== null && (
          <Fact name={t('record/facts/point')}>
            <span className="number">{`${record.point.latitude}, ${record.point.longitude}`}</span>
          </Fact>
        )}
        <Fact name={t('record/facts/sector')}>
          {record.sector === null ? undefined : word('sector', record.sector)}
        </Fact>
        {record.aggregate !== 'collection' && (
          <Fact name={t('record/facts/value')}>
            {record.value === null ? (
              <>
                <Unknown /> <span className="dim">{t('record/money/notStated')}</span>
              </>
            ) : (
              `${formatMoneyInFull(record.value, language)} (${word('valueRole', record.value.role)})`
            )}
          </Fact>
        )}
        {record.aggregate === 'project' && (
          <Fact name={t('record/facts/capacity')}>
            {record.capacities.length === 0 ? undefined : <Capacities record={record} />}
          </Fact>
        )}
        {record.outputs.length > 0 && (
          <Fact name={t('record/facts/outputs')}>
            {record.outputs.map(({ quantity, period }) => (
              <span key={`${period.edtf} ${quantity.of}`} className="line">
                {t('record/facts/outputIn', {
                  quantity: `${formatQuantity(quantity, language)} ${quantity.of}`,
                  period: formatPartialDate(period.edtf, language),
                })}
              </span>
            ))}
          </Fact>
        )}
        {record.legalStatus !== null && (
          <Fact name={t('record/facts/legalStatus')}>{word('legalStatus', record.legalStatus)}</Fact>
        )}
        {record.deliveryMode !== null && (
          <Fact name={t('record/facts/deliveryMode')}>{t(`record/facts/${record.deliveryMode}`)}</Fact>
        )}
        {record.bindingness !== null && (
          <Fact name={t('record/facts/bindingness')}>{word('bindingness', record.bindingness)}</Fact>
        )}
        {record.expiresOn !== null && (
          <Fact name={t('record/facts/expiresOn')}>{formatPartialDate(record.expiresOn.edtf, language)}</Fact>
        )}
        {Object.entries(record.progress).map(([kind, { percent, asOf }]) => (
          <Fact key={kind} name={`${t('record/facts/progress')}: ${word('progressKind', kind)}`}>
            {t('record/facts/progressAsOf', {
              percent: `${formatDecimal(percent, language)} %`,
              date: formatPartialDate(asOf.edtf, language),
            })}
          </Fact>
        ))}
        {record.phases.length > 0 && (
          <Fact name={t('record/facts/phases')}>
            {record.phases.map((phase) => (
              <span key={phase.phaseId} className="line">
                {pickText(phase.titles, language)?.text}:{' '}
                {phase.dropped ? <s>{word('stage', phase.stage)}</s> : word('stage', phase.stage)}
                {phase.dropped && <span className="dim"> {t('record/facts/phaseDropped')}</span>}
              </span>
            ))}
          </Fact>
        )}
        <Fact name={t('record/facts/parties')}>
          {record.parties.length === 0 ? undefined : <Parties record={record} />}
        </Fact>
        <Fact name={t('record/facts/sources')}>
          {t('record/facts/sourceCount', { count: record.sourceCount })}
          {record.bestEvidence !== null &&
            `, ${t('record/facts/bestEvidence', { evidence: word('evidence', record.bestEvidence) })}`}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <Unknown />}</dd>
    </div>
  );
}

function Capacities({ record }: { record: RecordDetail }) {
  const { word, language } = useWords();
  return record.capacities.map(({ kind, quantity }) => (
    <span key={`${kind} ${quantity.of}`} className="line">
      {formatQuantity(quantity, language)}{' '}
      <span className="dim">{`${quantity.of} (${word('capacityKind', kind)})`}</span>
    </span>
  ));
}

function Parties({ record }: { record: RecordDetail }) {
  const { word } = useWords();
  return record.parties.map(({ party, role, side, share }) => (
    <span key={`${party.name} ${role}`} className="line">
      {party.name}{' '}
      <span className="dim">
        {word('partyRole', role)}, {word('partySide', side)}
        {share === undefined ? '' : `, ${share} %`}
      </span>
    </span>
  ));
}
