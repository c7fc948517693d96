import { Button, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { DeliveryPage } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { ClockNote } from './clock-note.js';
import { RecordLink } from './record-link.js';
import { useOwnTime } from './use-own-time.js';

type Sent = DeliveryPage['items'][number];

/** What was sent to the person, and what became of it. */
export function Deliveries() {
  const { t } = useWords();
  const sent = useInfiniteQuery({
    queryKey: ['own-deliveries'],
    queryFn: ({ signal, pageParam }) =>
      api.read<DeliveryPage>('/me/deliveries', { params: { after: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const { isPending } = useOwnTime();
  const items = sent.data?.pages.flatMap((page) => page.items) ?? [];
  const isReady = sent.data !== undefined && !isPending;
  return (
    <section aria-labelledby="sent">
      <Title order={2} size="h3" id="sent" mb="xs">
        {t('updates/sent/title')}
      </Title>
      {!isReady && !sent.isError && <Loading />}
      {sent.isError && <Failed error={sent.error} onRetry={() => void sent.refetch()} />}
      {isReady && items.length === 0 && <Text c="dimmed">{t('updates/sent/none')}</Text>}
      {isReady && items.length > 0 && (
        <>
          <ClockNote />
          <div className="sent-table">
            <table className="records" aria-labelledby="sent">
              <thead>
                <tr>
                  {(['when', 'what', 'where', 'state'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`updates/sent/${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <SentRow key={item.id} item={item} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {sent.hasNextPage && (
        <Button mt="sm" size="xs" variant="default" onClick={() => void sent.fetchNextPage()}>
          {t('updates/more')}
        </Button>
      )}
    </section>
  );
}

function SentRow({ item }: { readonly item: Sent }) {
  const { t } = useWords();
  const { when } = useOwnTime();
  const reason = reasonOf(item);
  return (
    <tr>
      <td className="sent-when">{when(item.createdAt)}</td>
      <td data-label={t('updates/sent/what')}>
        <div>
          {item.stream === null ? t('updates/sent/digest') : <RecordLink stream={item.stream} />}
          {item.eventClass !== null && <div className="dim">{t(`record/follow/${item.eventClass}`)}</div>}
        </div>
      </td>
      <td data-label={t('updates/sent/where')}>{t(`record/follow/${item.channel}`)}</td>
      <td data-label={t('updates/sent/state')}>
        <div>
          {t(`updates/state/${item.state}`)}
          {reason !== undefined && <div className="dim">{t(`updates/reason/${reason}`)}</div>}
          <DigestNote item={item} />
        </div>
      </td>
    </tr>
  );
}

/** The digest that a notice waits for, or went in. */
function DigestNote({ item: { digestAt, state, stream } }: { readonly item: Sent }) {
  const { t } = useWords();
  const { when } = useOwnTime();
  if (digestAt === null || stream === null || !(state === 'held' || state === 'accepted')) return null;
  return <div className="dim">{t(`updates/sent/${state}`, { when: when(digestAt) })}</div>;
}

const REASONS = [
  ...(['no_smtp', 'no_address', 'bounced', 'unsubscribed'] as const),
  ...(['late_optout', 'muted', 'preference', 'corrected'] as const),
  ...(['read_in_app', 'retracted', 'digest_dead', 'empty_digest'] as const),
];

/** Why it waits or was not sent, where that is something that its reader can know or change. */
const reasonOf = ({ holdReason, reason }: Sent) => REASONS.find((known) => known === (holdReason ?? reason));
