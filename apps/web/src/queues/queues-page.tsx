import { NativeSelect, Stack, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { KZ_REGIONS, QUALITY_CHECKS } from '#domain';
import { KINDS, type Kind } from '../app/kinds.js';
import type { QueuesSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { formatRegion } from '../format/places.js';
import { useLiveChanges } from '../live/use-live.js';
import { Findings } from './findings.js';
import { ImportsUnderWay } from './imports-under-way.js';
import { Overdue } from './overdue.js';
import { Quiet } from './quiet.js';
import { useFindings, useImportsUnderWay, useOverdue, useQuiet, type QueueFilter } from './use-queues.js';
import './queues.css';

/** Checks that have a queue of their own, or are counted by another one. */
const APART = ['noNews', 'overdueWithoutReason'];
const FIRST = ['regionMissing', 'valueMissing'];
const CHECKS = Object.keys(QUALITY_CHECKS).filter((check) => !APART.includes(check));
const ORDER = ['overdue', 'quiet', ...FIRST, ...CHECKS.filter((check) => !FIRST.includes(check)), 'imports'];

/** What waits for somebody: each queue with its count, each item with what clears it. */
export function QueuesPage() {
  const { t } = useWords();
  useLiveChanges();
  const search = useSearch({ from: '/queues' });
  const navigate = useNavigate({ from: '/queues' });
  const filter: QueueFilter = { kind: search.kind ?? '', region: search.region ?? '' };
  const queue = ORDER.find((name) => name === search.queue) ?? 'overdue';
  const choose = (part: QueuesSearch) =>
    void navigate({ search: { ...search, ...part }, resetScroll: false });
  const counts = useCounts(filter);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Stack gap="lg">
      <title>{`${t('queues/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('queues/title')}
      </Title>
      <QueueFilters
        filter={filter}
        onChange={({ kind, region }) =>
          choose({ kind: kind === '' ? undefined : kind, region: region === '' ? undefined : region })
        }
      />
      <div className="queues">
        <nav aria-label={t('queues/choose')}>
          <ul className="queue-names">
            {ORDER.filter((name) => name === queue || counts(name) !== 0 || !CHECKS.includes(name)).map(
              (name) => (
                <li key={name}>
                  <button
                    type="button"
                    className="queue-name"
                    aria-current={name === queue ? 'true' : undefined}
                    onClick={() => {
                      choose({ queue: name });
                      showIfBelow(heading.current);
                    }}
                  >
                    <span>{t(`queues/queue/${name}`)}</span>
                    <span className="number queue-count">{counts(name) ?? '…'}</span>
                  </button>
                </li>
              ),
            )}
          </ul>
        </nav>
        <section aria-labelledby="queue" className="queue">
          <h2 id="queue" className="heading" ref={heading}>
            {t(`queues/queue/${queue}`)}
          </h2>
          <p className="dim">{t(`queues/hint/${queue}`)}</p>
          {queue === 'overdue' && <Overdue filter={filter} />}
          {queue === 'quiet' && <Quiet filter={filter} />}
          {queue === 'imports' && <ImportsUnderWay />}
          {CHECKS.includes(queue) && <Findings key={queue} check={queue} filter={filter} />}
        </section>
      </div>
    </Stack>
  );
}

/** On a narrow screen a queue stands below the names of all of them. */
function showIfBelow(heading: HTMLElement | null): void {
  if (heading !== null && heading.getBoundingClientRect().top > window.innerHeight / 2)
    heading.scrollIntoView();
}

function useCounts(filter: QueueFilter): (name: string) => number | undefined {
  const overdue = useOverdue(filter);
  const quiet = useQuiet(filter);
  const findings = useFindings(undefined, filter);
  const imports = useImportsUnderWay();
  return (name) => {
    if (name === 'overdue') return overdue.data?.length;
    if (name === 'quiet') return quiet.data?.total;
    if (name === 'imports') return imports.data?.length;
    const counts = findings.data?.pages[0]?.counts;
    return counts === undefined ? undefined : (counts.find(({ check }) => check === name)?.count ?? 0);
  };
}

interface QueueFiltersProps {
  readonly filter: QueueFilter;
  readonly onChange: (filter: QueueFilter) => void;
}

function QueueFilters({ filter, onChange }: QueueFiltersProps) {
  const { t, language } = useWords();
  const all = { value: '', label: t('portfolio/filters/any') };
  return (
    <div className="queue-filters" role="group" aria-label={t('portfolio/filters/heading')}>
      <NativeSelect
        label={t('portfolio/filters/kind')}
        value={filter.kind}
        data={[all, ...KINDS.map((value) => ({ value, label: t(`kind/${value}s`) }))]}
        onChange={(event) => onChange({ ...filter, kind: event.currentTarget.value as Kind | '' })}
      />
      <NativeSelect
        label={t('portfolio/filters/region')}
        value={filter.region}
        data={[all, ...KZ_REGIONS.map(({ code }) => ({ value: code, label: formatRegion(code, language) }))]}
        onChange={(event) => onChange({ ...filter, region: event.currentTarget.value })}
      />
    </div>
  );
}
