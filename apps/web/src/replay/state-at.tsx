import { useThrottledValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Kind } from '../app/kinds.js';
import { Failed, Loading } from '../ui/states.js';
import { asOfQuery } from './as-of.js';
import { ThenNow } from './then-now.js';

interface StateProps {
  readonly kind: Kind;
  readonly id: string;
  readonly position: string;
  /** Positions of the events before and after it, as far as they are known: they are fetched ahead. */
  readonly neighbours: readonly [before: string | undefined, after: string | undefined];
  readonly milestoneCodes: ReadonlyMap<string, string>;
}

/** Milliseconds between two questions while positions fly past. */
const PACE = 120;

/** The state of a record at a position, beside its present state. */
export function StateAt({ kind, id, position, neighbours: [before, after], milestoneCodes }: StateProps) {
  const client = useQueryClient();
  const settled = useThrottledValue(position, PACE);
  const then = useQuery({ ...asOfQuery(kind, id, settled), placeholderData: keepPreviousData });
  const now = useQuery(asOfQuery(kind, id, undefined));
  const earlier = useQuery({
    ...asOfQuery(kind, id, before),
    enabled: before !== undefined && settled === position,
  });
  useEffect(() => {
    if (settled === position && after !== undefined) void client.prefetchQuery(asOfQuery(kind, id, after));
  }, [client, kind, id, settled, position, after]);
  const error = then.error ?? now.error;
  if (error !== null && then.data === undefined) {
    return <Failed error={error} onRetry={() => void Promise.all([then.refetch(), now.refetch()])} />;
  }
  if (then.data === undefined || now.data === undefined) return <Loading />;
  return (
    <div aria-busy={settled !== position || then.isPlaceholderData}>
      <ThenNow
        then={then.data}
        now={now.data}
        before={before === undefined ? undefined : earlier.data}
        milestoneCodes={milestoneCodes}
      />
    </div>
  );
}
