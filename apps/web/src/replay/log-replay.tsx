import { Text } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { LogPage, NearestAmendments } from '#contracts';
import { api } from '../app/api.js';
import { RECORD_PAGE } from '../app/kinds.js';
import { recordOfStream } from '../app/stream-name.js';
import { useWords } from '../app/use-words.js';
import { usePeople } from '../assurance/use-people.js';
import { formatRecordedAt } from '../format/dates.js';
import { milestoneCodesOf } from '../record/use-history.js';
import { Failed, Loading } from '../ui/states.js';
import { asOfQuery } from './as-of.js';
import { EventList } from './event-list.js';
import { EventView } from './event-view.js';
import { itemOf } from './logged-item.js';
import { Player, type NearestCorrections } from './player.js';
import { StateAt } from './state-at.js';
import { usePosition } from './use-position.js';

const PAGE = 100;
/** Milliseconds between two questions while positions fly past. */
const PACE = 120;

const logQuery = (after: number) =>
  queryOptions({
    queryKey: ['log', after],
    queryFn: ({ signal }) => api.read<LogPage>('/events', { params: { after, limit: PAGE }, signal }),
  });

/** Indexes of the corrections next to a position. */
function useNearestCorrections(position: number): NearestCorrections {
  const { data } = useQuery({
    queryKey: ['log', 'amendments', position],
    queryFn: ({ signal }) =>
      api.read<NearestAmendments>('/events/amendments', { params: { position }, signal }),
    placeholderData: keepPreviousData,
  });
  const indexOf = (found: string | null | undefined) => (found == null ? undefined : Number(found) - 1);
  return { before: indexOf(data?.before), after: indexOf(data?.after) };
}

/** Fetches the state at an event before one has stepped on to it. */
function useStateAhead(next: LogPage['items'][number] | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (next === undefined) return;
    const record = recordOfStream(next.stream);
    if (record === undefined) return;
    for (const knownAt of [next.position, undefined]) {
      void client.prefetchQuery(asOfQuery(record.kind, record.id, knownAt));
    }
  }, [client, next]);
}

/** Steps through the whole log: only the page around the slider is ever loaded. */
export function LogReplay({ given }: { given: string | undefined }) {
  const { t, word, language } = useWords();
  const client = useQueryClient();
  const head = useQuery(logQuery(0));
  const count = Number(head.data?.asOfPosition ?? 0);
  const { position, setPosition } = usePosition(given);
  const at = Math.min(count, Math.max(1, Number(position ?? count) || 1));
  const settled = useThrottledValue(at, PACE);
  const after = Math.floor((Math.max(1, settled) - 1) / PAGE) * PAGE;
  const page = useQuery({ ...logQuery(after), enabled: count > 0, placeholderData: keepPreviousData });
  useEffect(() => {
    if (count === 0) return;
    for (const other of [after - PAGE, after + PAGE]) {
      if (other >= 0 && other < count) void client.prefetchQuery(logQuery(other));
    }
  }, [client, after, count]);
  useStateAhead(
    settled === at ? page.data?.items.find(({ position }) => Number(position) === at + 1) : undefined,
  );
  const corrections = useNearestCorrections(settled);
  const { nameOf } = usePeople();
  const onIndex = useCallback((index: number) => setPosition(String(index + 1)), [setPosition]);
  if (head.isError) return <Failed error={head.error} onRetry={() => void head.refetch()} />;
  if (head.isPending || (count > 0 && page.isPending)) return <Loading />;
  const events = page.data?.items ?? [];
  const items = events.map((logged) => itemOf(logged, nameOf));
  const index = Math.max(
    0,
    items.findLastIndex((item) => Number(item.position) <= at),
  );
  const [event, logged] = [items[index], events[index]];
  if (event === undefined || logged === undefined) return <Text className="dim">{t('replay/emptyLog')}</Text>;
  const record = recordOfStream(logged.stream);
  const describe = (to: number) =>
    t('replay/atPosition', {
      ...{ position: to + 1, count },
      time: to + 1 === at ? formatRecordedAt(event.recordedAt, language) : '',
    });
  return (
    <section aria-labelledby="log" className="replay-log">
      <h2 id="log" className="heading">
        {t('replay/log')}
      </h2>
      <Player index={at - 1} {...{ count, describe, onIndex, corrections }} />
      <div className="replay-grid" aria-busy={settled !== at || page.isPlaceholderData}>
        <EventList items={items} index={index} onIndex={(to) => setPosition(items[to]?.position)} />
        <EventView event={event}>
          {record === undefined ? (
            <Text size="sm" className="dim">
              {word('event', logged.type)} · {logged.stream}
            </Text>
          ) : (
            <Text size="sm">
              <Link to={RECORD_PAGE[record.kind]} params={{ id: record.id }} className="link">
                {t('replay/toRecord')}
              </Link>{' '}
              ·{' '}
              <Link
                to="/replay"
                search={{ record: `${record.kind}/${record.id}`, position: event.position }}
                className="link"
              >
                {t('replay/onlyThis')}
              </Link>
            </Text>
          )}
        </EventView>
      </div>
      {record !== undefined && (
        <StateAt
          key={logged.stream}
          {...{ ...record, position: event.position, milestoneCodes: milestoneCodesOf(items) }}
          neighbours={[undefined, undefined]}
        />
      )}
    </section>
  );
}
