import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { History, RecordComparison } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';

interface CausesProps {
  readonly record: RecordComparison;
  readonly ids: readonly string[];
}

/** The events behind the differences of a record, read when they are asked for. */
export function Causes({ record: { aggregate, id, to }, ids }: CausesProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const history = useQuery({
    queryKey: ['causes', id, to.version],
    queryFn: ({ signal }) => readAll(`${pathOf(aggregate)}/${id}/history`, signal),
    enabled: opened,
  });
  const wanted = new Set(ids);
  return (
    <details className="causes" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        {t('compare/causes')} ({wanted.size})
      </summary>
      {opened && history.isPending && <Loading />}
      {history.isError && <Failed error={history.error} onRetry={() => void history.refetch()} />}
      <ul>
        {history.data
          ?.filter((entry) => wanted.has(entry.id))
          .map((entry) => (
            <Cause key={entry.id} entry={entry} />
          ))}
      </ul>
    </details>
  );
}

async function readAll(path: string, signal: AbortSignal): Promise<History['items']> {
  const items: History['items'] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: History = await api.read<History>(path, { params: { limit: 200, after }, signal });
    items.push(...page.items);
    after = page.nextAfter;
  }
  return items;
}

function Cause({ entry }: { entry: History['items'][number] }) {
  const { t, word, language } = useWords();
  const occurred =
    entry.occurredOn === null ? t('value/undated') : formatPartialDate(entry.occurredOn.edtf, language);
  return (
    <li>
      {t('compare/cause', {
        ...{ event: word('event', entry.type), occurred },
        recorded: formatRecordedAt(entry.recordedAt, language),
      })}
      <span className="dim line">
        {entry.sources.map(({ publisher, title }) => `${publisher}: ${title}`).join('; ') ||
          t('compare/noSource')}
      </span>
    </li>
  );
}
