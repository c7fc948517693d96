import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { CommandAnswer, History, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { STAGE_EVENT } from './commands.js';
import type { Body } from './schema.js';
import { isRetracted } from '../record/entries.js';

interface KnownEvidenceProps {
  readonly record: RecordDetail;
  readonly command: string;
  readonly body: Body;
  readonly onAttached: (answer: CommandAnswer) => void;
}

/** The same news again: its sources support what is recorded, or what is recorded bears a wrong date. */
export function KnownEvidence({ record, command, body, onAttached }: KnownEvidenceProps) {
  const { t, word, language } = useWords();
  const keys = useRef(new Map<string, string>());
  const path = `${pathOf(record.aggregate)}/${record.id}`;
  const history = useQuery({
    queryKey: ['history', record.aggregate, record.id, 'known'],
    queryFn: ({ signal }) => api.read<History>(`${path}/history`, { params: { limit: 200 }, signal }),
    staleTime: 0,
  });
  const known = knownEvent(history.data?.items ?? [], command, body);
  const sources = Array.isArray(body['sources']) ? (body['sources'] as readonly object[]) : [];
  const attach = useMutation({
    mutationFn: async () => {
      let last: CommandAnswer | undefined;
      for (const source of sources) {
        const name = JSON.stringify(source);
        const key = keys.current.get(name) ?? crypto.randomUUID();
        keys.current.set(name, key);
        last = await api.send<CommandAnswer>(`${path}/attach-evidence`, {
          ...{ key, body: { source, ...(known === undefined ? {} : { supportsEventId: known.id }) } },
        });
      }
      return last;
    },
    onSuccess: (answer) => answer !== undefined && onAttached(answer),
  });
  if (known === undefined) return null;
  return (
    <>
      <p className="notice-line">
        {t('log/known/says', {
          event: word('event', known.type),
          date:
            known.occurredOn === null
              ? t('value/undated')
              : formatPartialDate(known.occurredOn.edtf, language),
        })}
      </p>
      {attach.isError && (
        <p className="field-fault" role="alert">
          {t('log/known/failed')}
        </p>
      )}
      <Group gap="sm">
        {sources.length > 0 && (
          <Button size="sm" loading={attach.isPending} onClick={() => attach.mutate()}>
            {t('log/known/attach', { count: sources.length })}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/correct/$kind/$id"
              params={{ kind: record.aggregate, id: record.publicId }}
              search={{ event: known.id }}
            />
          )}
        >
          {t('log/known/correct')}
        </Button>
      </Group>
    </>
  );
}

/** The event that says already what the command wanted to say. */
function knownEvent(
  items: History['items'],
  command: string,
  body: Body,
): History['items'][number] | undefined {
  const type = command === 'AchieveMilestone' ? 'MilestoneAchieved' : STAGE_EVENT[command];
  const live = items.filter((item) => !isRetracted(item));
  return live.findLast(
    ({ type: itsType, data }) =>
      itsType === type &&
      (body['phaseId'] === undefined || data['phaseId'] === body['phaseId']) &&
      (command !== 'AchieveMilestone' || data['code'] === body['code']),
  );
}

/** Whether a refusal says that the same is recorded already. */
export const isKnownAlready = (code: string): boolean =>
  code.startsWith('ALREADY_') || code === 'CONFLICTING_ACHIEVEMENT' || code === 'STAGE_PASSED';
