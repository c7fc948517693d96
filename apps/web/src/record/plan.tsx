import { Badge } from '@mantine/core';
import type { DateAnswer, MilestoneAnswer, RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { Gantt, type GanttLine } from '../pictures/gantt.js';
import { SlipText } from './slip-text.js';
import { boundsText } from './said/bounds.js';
import { isPast, type Moment } from './use-history.js';

/** Every promise of every milestone on a line of its own, beside what came of it. */
export function Plan({ record, moment }: { record: RecordDetail; moment: Moment }) {
  const { t, word } = useWords();
  const baseline = record.baselines.at(-1);
  const rows = record.milestones.map((milestone) => ({
    key: milestone.milestoneId,
    title: word('milestone', milestone.code),
    lines: linesOf(
      milestone,
      baseline?.dates.find(({ milestoneId }) => milestoneId === milestone.milestoneId)?.plannedOn,
    ),
  }));
  const pauses = record.suspensions.map(({ eventId, since, until }): GanttLine => {
    const to = until?.to ?? record.day;
    return {
      ...{ key: eventId, tone: 'pause', span: { from: since.from, to } },
      text: <PauseText since={since} until={until} />,
    };
  });
  const all =
    pauses.length === 0 ? rows : [...rows, { key: 'pauses', title: t('record/gantt/pauses'), lines: pauses }];
  const day = { at: record.day, name: t(isPast(moment) ? 'record/gantt/then' : 'record/gantt/today') };
  return <Gantt rows={all} day={day} />;
}

function linesOf(milestone: MilestoneAnswer, baseline: DateAnswer | undefined): readonly GanttLine[] {
  const { plans, status, achievedOn, milestoneId } = milestone;
  return [
    ...(baseline === undefined
      ? []
      : [
          {
            ...{ key: `${milestoneId} baseline`, tone: 'baseline' as const, span: baseline },
            text: <DateText name="baseline" date={baseline} />,
          },
        ]),
    ...plans.map((plan, index) => ({
      key: plan.eventId,
      tone: index === plans.length - 1 ? ('promised' as const) : ('earlier' as const),
      span: plan.plannedOn,
      text: <PromiseText plan={plan} moved={milestone.moves[index - 1]} />,
    })),
    ...(status === 'Achieved'
      ? [
          {
            ...{ key: `${milestoneId} actual`, tone: 'actual' as const, span: achievedOn },
            text: <ActualText milestone={milestone} />,
          },
        ]
      : []),
    ...(status === 'Planned' && milestone.overdue
      ? [
          {
            ...{ key: `${milestoneId} overdue`, tone: 'promised' as const, span: null },
            text: <OverdueText />,
          },
        ]
      : []),
  ];
}

function DateText({ name, date }: { name: string; date: DateAnswer | null }) {
  const { t, language } = useWords();
  return (
    <>
      <span className="dim">{t(`record/gantt/${name}`)}:</span>{' '}
      {date === null ? t('record/milestones/noDate') : formatPartialDate(date.edtf, language)}
    </>
  );
}

interface PromiseProps {
  readonly plan: MilestoneAnswer['plans'][number];
  readonly moved: MilestoneAnswer['moves'][number] | undefined;
}

function PromiseText({ plan, moved }: PromiseProps) {
  const { t, word } = useWords();
  const parts = [
    ...(plan.announcedBy === null ? [] : [plan.announcedBy]),
    ...(moved === undefined ? [] : [word('reason', moved.reasonCode ?? 'notStated')]),
  ];
  return (
    <>
      <DateText name={moved === undefined ? 'firstPromise' : 'movedTo'} date={plan.plannedOn} />
      {parts.length > 0 && <span className="dim"> · {parts.join(' · ')}</span>}
      {moved !== undefined && moved.slip === null && (
        <span className="dim"> · {t('record/milestones/slipUnknown')}</span>
      )}
    </>
  );
}

function ActualText({ milestone: { achievedOn, slip } }: { milestone: MilestoneAnswer }) {
  const { t, language } = useWords();
  return (
    <strong>
      {t('record/gantt/actual')}:{' '}
      {achievedOn === null ? t('value/undated') : formatPartialDate(achievedOn.edtf, language)}
      {slip !== null && (
        <span className="dim">
          {' '}
          · <SlipText slip={slip} />
        </span>
      )}
    </strong>
  );
}

function OverdueText() {
  const { t } = useWords();
  return (
    <Badge className="headline" color="red" variant="light">
      {t('record/milestones/overdue')}
    </Badge>
  );
}

function PauseText({ since, until }: Pick<RecordDetail['suspensions'][number], 'since' | 'until'>) {
  const { t, language } = useWords();
  const from = boundsText(since, language);
  return until === null
    ? t('record/gantt/pausedSince', { from })
    : t('record/gantt/paused', { from, until: boundsText(until, language) });
}
