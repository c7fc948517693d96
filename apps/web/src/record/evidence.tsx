import { Alert, Badge, Text } from '@mantine/core';
import { useState } from 'react';
import type { Evidence, RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';
import { Sources } from './clocks.js';
import { Dispute } from './dispute.js';
import { useSaid } from './said/use-said.js';
import { useEvidence } from './use-evidence.js';
import { isPast, type Moment } from './use-history.js';

type Subject = Evidence['subjects'][number];
type Claim = Subject['claims'][number];

/** Where a subject stands. One that the reader disputes stays where it is, whatever is said of it meanwhile. */
type Group = 'contested' | 'agreed';

const isContested = ({ disagreement, disputed }: Subject): boolean => disagreement || disputed;

/** What is said of the record by whom: what sources do not agree on stands first, side by side. */
export function EvidenceSection({ record, moment }: { record: RecordDetail; moment: Moment }) {
  const { t } = useWords();
  const evidence = useEvidence(record, moment);
  const [heldIn, setHeldIn] = useState<ReadonlyMap<string, Group>>(new Map());
  const subjects = evidence.data?.subjects ?? [];
  const groupOf = (subject: Subject): Group =>
    heldIn.get(subject.about) ?? (isContested(subject) ? 'contested' : 'agreed');
  const contested = subjects.filter((subject) => groupOf(subject) === 'contested');
  const agreed = subjects.filter((subject) => groupOf(subject) === 'agreed');
  const holding = (group: Group) => (about: string) =>
    setHeldIn((held) => (held.has(about) ? held : new Map(held).set(about, group)));
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence" className="heading">
        {t('record/evidence/heading')}
      </h2>
      {evidence.isPending && <Loading />}
      {evidence.isError && <Failed error={evidence.error} onRetry={() => void evidence.refetch()} />}
      {evidence.data !== undefined && (
        <>
          <Silence silence={evidence.data.silence} />
          <Text size="sm">
            {t(subjects.some(isContested) ? 'record/evidence/note' : 'record/evidence/agree')}
          </Text>
          <Subjects subjects={contested} record={record} moment={moment} onDispute={holding('contested')} />
          {agreed.length > 0 && (
            <details className="as-table">
              <summary>{t('record/evidence/all', { count: agreed.length })}</summary>
              <Subjects subjects={agreed} record={record} moment={moment} onDispute={holding('agreed')} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Silence({ silence }: { silence: Evidence['silence'] }) {
  const { t, language } = useWords();
  const day = (given: string | null) =>
    given === null ? t('value/unknown') : formatPartialDate(given, language);
  return (
    <>
      {silence.dormancy !== null && (
        <Alert color="orange" variant="light" mb="xs" title={t(`age/${silence.dormancy}`)}>
          {t('record/evidence/dormant')}
        </Alert>
      )}
      <Text size="sm">{t('record/evidence/silence', { day: day(silence.lastNewsOn) })}</Text>
      {silence.confirmedOn !== null && (
        <Text size="sm">{t('record/evidence/confirmed', { day: day(silence.confirmedOn) })}</Text>
      )}
    </>
  );
}

interface SubjectsProps {
  readonly subjects: readonly Subject[];
  readonly record: RecordDetail;
  readonly moment: Moment;
  readonly onDispute: (about: string) => void;
}

function Subjects({ subjects, record, moment, onDispute }: SubjectsProps) {
  const { t } = useWords();
  const said = useSaid(new Map(record.milestones.map(({ milestoneId, code }) => [milestoneId, code])));
  return subjects.map((subject) => (
    <div key={subject.about} className="subject">
      <h3 className="small-heading">
        {said.nameOf(subject.about)}{' '}
        {subject.disagreement && (
          <Badge size="sm" variant="light" color="orange" className="headline">
            {t('record/evidence/disagreement')}
          </Badge>
        )}
        {subject.disputed && (
          <Badge size="sm" variant="light" color="red" className="headline">
            {t('record/evidence/disputed')}
          </Badge>
        )}
      </h3>
      <ul className="said">
        {subject.claims.map((claim) => (
          <li key={claim.eventId} className={claim.counts ? 'said-claim said-counts' : 'said-claim'}>
            <ClaimText claim={claim} text={said.textOf(subject.about, claim.says)} />
            {!isPast(moment) && (
              <Dispute
                record={record}
                eventId={claim.eventId}
                onOpen={() => onDispute(subject.about)}
                about={`${said.nameOf(subject.about)}, ${said.textOf(subject.about, claim.says)}`}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  ));
}

function ClaimText({ claim, text }: { claim: Claim; text: string }) {
  const { t, word, language } = useWords();
  return (
    <>
      <p className="said-value">{claim.retracted ? <s>{text}</s> : text}</p>
      <p className="dim">
        {t(claim.counts ? 'record/evidence/counts' : 'record/evidence/countsNot')}
        {claim.standing !== null && ` · ${word('evidence', claim.standing)}`}
        {claim.corrected && ` · ${t('record/timeline/corrected')}`}
        {claim.retracted && ` · ${t('record/timeline/retracted')}`}
        {claim.verifications.length > 0 &&
          ` · ${t('record/evidence/verified', { count: claim.verifications.length })}`}
        {` · ${t('record/evidence/recordedOn', { day: formatPartialDate(claim.recordedOn, language) })}`}
      </p>
      <Sources sources={claim.sources} />
      {claim.disputes.map(({ eventId, byParty, statement }) => (
        <blockquote key={eventId} className="dispute">
          {t('record/evidence/disputeBy', { who: byParty })}: {statement}
        </blockquote>
      ))}
    </>
  );
}
