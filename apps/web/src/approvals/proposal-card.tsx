import { Alert, Badge, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Proposal } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { pickText } from '../format/text.js';
import { useCommandName } from './command-name.js';
import { Decision, type Done } from './decision.js';
import { InputFields } from './input-fields.js';

const COLOURS = {
  open: 'blue',
  approved: 'teal',
  rejected: 'red',
  withdrawn: 'gray',
  expired: 'gray',
} as const;

interface ProposalCardProps {
  readonly proposal: Proposal;
  readonly onDone: (done: Done) => void;
  readonly onStale: () => void;
}

/** One proposal: what it would do, to which record, who proposed it, and what can be done about it. */
export function ProposalCard({ proposal, onDone, onStale }: ProposalCardProps) {
  const { t, language } = useWords();
  const { role, session } = useSession();
  const commandName = useCommandName();
  // What the reader saw first: a text that changes meanwhile is not put in its place without a word.
  const [seen] = useState(proposal);
  const isOwn = proposal.proposedBy.id === session?.user?.id;
  const isOther = !isOwn && proposal.hash !== seen.hash;
  const title = pickText(proposal.titles, language);
  const when = (iso: string) => formatRecordedAt(iso, language);
  return (
    <Paper withBorder component="article" className="proposal" aria-labelledby={`proposal-${proposal.id}`}>
      <Stack gap="sm">
        <div className="record-head">
          <h2 id={`proposal-${proposal.id}`} className="small-heading">
            {commandName(proposal.command)}
          </h2>
          <Badge variant="light" color={COLOURS[proposal.state]} className="headline">
            {t(`approvals/states/${proposal.state}`)}
          </Badge>
        </div>
        <div>
          <Link
            to={RECORD_PAGE[proposal.kind]}
            params={{ id: proposal.publicId }}
            className="link"
            lang={title?.language}
          >
            {title?.text ?? proposal.publicId}
          </Link>{' '}
          <span className="dim">{proposal.publicId}</span>
        </div>
        <h3 className="small-heading">{t('approvals/would')}</h3>
        {isOther && (
          <Alert color="orange" variant="light" role="status">
            {t('approvals/changedSince')}
          </Alert>
        )}
        <InputFields input={proposal.input} {...(isOther ? { before: seen.input } : {})} />
        <Text size="sm" c="dimmed">
          {t('approvals/proposed', { who: proposal.proposedBy.name, when: when(proposal.proposedAt) })}
          {proposal.state === 'open' && <> · {t('approvals/until', { when: when(proposal.expiresAt) })}</>}
        </Text>
        {proposal.decidedBy !== null && proposal.decidedAt !== null && (
          <Text size="sm">
            {t('approvals/decided', {
              state: t(`approvals/states/${proposal.state}`),
              who: proposal.decidedBy.name,
              when: when(proposal.decidedAt),
            })}
          </Text>
        )}
        {proposal.state === 'expired' && (
          <Text size="sm">{t('approvals/expired', { when: when(proposal.expiresAt) })}</Text>
        )}
        {proposal.reason !== null && (
          <Text size="sm">{t('approvals/because', { reason: proposal.reason })}</Text>
        )}
        {proposal.state === 'open' && role !== 'auditor' && <Decision {...{ proposal, onDone, onStale }} />}
      </Stack>
    </Paper>
  );
}
