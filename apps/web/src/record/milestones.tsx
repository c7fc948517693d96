import { Badge, Text } from '@mantine/core';
import type { MilestoneAnswer, RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { Plan } from './plan.js';
import { MoveText, SlipText } from './slip-text.js';
import type { Moment } from './use-history.js';

/** Planned against actual: every promised date, who announced it and by how much it slipped. */
export function Milestones({ record, moment }: { record: RecordDetail; moment: Moment }) {
  const { t } = useWords();
  const { milestones } = record;
  return (
    <section aria-labelledby="milestones">
      <h2 id="milestones" className="heading">
        {t('record/milestones/heading')}
      </h2>
      {milestones.length === 0 ? (
        <Text className="dim">{t('record/milestones/none')}</Text>
      ) : (
        <>
          <Text size="sm" mb="xs">
            {t('record/milestones/note')}
          </Text>
          <Plan record={record} moment={moment} />
          <details className="as-table">
            <summary>{t('record/milestones/asTable')}</summary>
            <MilestoneTable milestones={milestones} />
          </details>
        </>
      )}
    </section>
  );
}

function MilestoneTable({ milestones }: { milestones: readonly MilestoneAnswer[] }) {
  const { t } = useWords();
  return (
    <table className="records">
      <thead>
        <tr>
          {['milestone', 'planned', 'actual', 'slip', 'state'].map((column) => (
            <th key={column} scope="col">
              {t(`record/milestones/${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {milestones.map((milestone) => (
          <MilestoneRow key={milestone.milestoneId} milestone={milestone} />
        ))}
      </tbody>
    </table>
  );
}

function MilestoneRow({ milestone }: { milestone: MilestoneAnswer }) {
  const { t, word, language } = useWords();
  const { plans, achievedOn, status, overdue } = milestone;
  const dated = (edtf: string | undefined) =>
    edtf === undefined ? t('record/milestones/noDate') : formatPartialDate(edtf, language);
  return (
    <tr>
      <td>{word('milestone', milestone.code)}</td>
      <td data-label={t('record/milestones/planned')}>
        {plans.toReversed().map((plan, index) => (
          <span key={plan.eventId} className={index === 0 ? 'line' : 'line dim'}>
            {index > 0 && `${t('record/milestones/earlier')} `}
            {dated(plan.plannedOn?.edtf)}
            {plan.announcedBy !== null && (
              <span className="dim"> ({t('record/milestones/announcedBy', { who: plan.announcedBy })})</span>
            )}
          </span>
        ))}
      </td>
      <td data-label={t('record/milestones/actual')}>
        {status === 'Achieved' ? (achievedOn === null ? t('value/undated') : dated(achievedOn.edtf)) : '–'}
      </td>
      <td data-label={t('record/milestones/slip')}>
        {status === 'Achieved' ? <SlipText slip={milestone.slip} /> : <MoveText slip={milestone.slip} />}
      </td>
      <td data-label={t('record/milestones/state')}>
        {overdue ? (
          <Badge className="headline" color="red" variant="light">
            {t('record/milestones/overdue')}
          </Badge>
        ) : (
          word('milestoneState', status)
        )}
      </td>
    </tr>
  );
}
