import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { ApiProblem } from '../api/problem.js';
import { RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { pickText } from '../format/text.js';
import { isAmendment } from '../record/entries.js';
import { milestoneCodesOf, useHistory } from '../record/use-history.js';
import { Failed, Loading } from '../ui/states.js';
import { AmendmentSteps } from './amendment-steps.js';
import { asOfQuery } from './as-of.js';
import { ChooseRecord } from './choose-record.js';
import { EventList } from './event-list.js';
import { EventView } from './event-view.js';
import { Player, type NearestCorrections } from './player.js';
import { StateAt } from './state-at.js';
import { usePosition } from './use-position.js';

interface ReplayProps {
  readonly kind: Kind;
  readonly id: string;
  /** Position that the address names. */
  readonly given: string | undefined;
}

/** Steps through all that was recorded of one record. */
export function RecordReplay({ kind, id, given }: ReplayProps) {
  const { t, language } = useWords();
  const { items, isPending, isComplete, error, refetch } = useHistory(kind, id);
  const now = useQuery(asOfQuery(kind, id, undefined));
  const { position, setPosition } = usePosition(given);
  const codes = useMemo(() => milestoneCodesOf(items), [items]);
  const onIndex = useCallback((to: number) => setPosition(items[to]?.position), [items, setPosition]);
  const index = indexAt(items, position);
  const corrections = useMemo(() => nearestCorrections(items, index), [items, index]);
  const event = items[index];
  if (error instanceof ApiProblem && error.status === 404) {
    return (
      <>
        <Text role="alert">{t('replay/noSuchRecord')}</Text>
        <ChooseRecord />
      </>
    );
  }
  if (error !== null && items.length === 0) return <Failed error={error} onRetry={() => void refetch()} />;
  if (isPending || event === undefined || !(isComplete || reaches(items, position))) return <Loading />;
  const title = pickText(now.data?.fields['titles'] ?? {}, language);
  const describe = (at: number) =>
    t('replay/at', {
      ...{ index: at + 1, count: items.length },
      time: formatRecordedAt(items[at]?.recordedAt ?? '', language),
    });
  return (
    <>
      <p className="replay-of">
        <Link to={RECORD_PAGE[kind]} params={{ id }} className="link" lang={title?.language}>
          {title?.text ?? id}
        </Link>{' '}
        <span className="dim">
          {now.data?.publicId ?? id} · {t('replay/keys')}
        </span>
        {!isComplete && <span className="dim"> · {t('replay/loading', { count: items.length })}</span>}
      </p>
      <Player {...{ index, describe, onIndex, corrections }} count={items.length} />
      <div className="replay-grid">
        <EventList items={items} index={index} onIndex={onIndex} />
        <div>
          <EventView event={event}>
            <AmendmentSteps event={event} items={items} onIndex={onIndex} />
            <Link
              to={RECORD_PAGE[kind]}
              params={{ id }}
              search={{ knownAt: event.position }}
              className="link"
            >
              {t('replay/wholeThen')}
            </Link>
          </EventView>
        </div>
      </div>
      <StateAt
        {...{ kind, id, position: event.position, milestoneCodes: codes }}
        neighbours={[items[index - 1]?.position, items[index + 1]?.position]}
      />
    </>
  );
}

function nearestCorrections(items: readonly { readonly type: string }[], index: number): NearestCorrections {
  const before = items.slice(0, index).findLastIndex(isAmendment);
  const after = items.slice(index + 1).findIndex(isAmendment);
  return {
    before: before < 0 ? undefined : before,
    after: after < 0 ? undefined : index + 1 + after,
  };
}

/** Whether the events that are here already lead to `position`: without one the newest is meant. */
const reaches = (items: readonly { readonly position: string }[], position: string | undefined): boolean =>
  position !== undefined && Number(items.at(-1)?.position ?? 0) >= Number(position);

/** The last event that was recorded by `position`; the newest one where there is none. */
function indexAt(items: readonly { readonly position: string }[], position: string | undefined): number {
  if (position === undefined || !/^\d{1,19}$/.test(position)) return items.length - 1;
  const wanted = BigInt(position);
  return Math.max(
    0,
    items.findLastIndex((item) => BigInt(item.position) <= wanted),
  );
}
