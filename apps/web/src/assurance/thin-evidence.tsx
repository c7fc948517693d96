import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { FindingPage } from '#contracts';
import { useWords } from '../app/use-words.js';
import { Details } from './details.js';
import { useColumns } from './columns.js';
import { Listed } from '../ui/listed.js';
import { Counts, Rows } from './rows.js';
import { usePages } from '../ui/use-pages.js';

const CHECKS = [
  ...(['singlePressSource', 'noSource', 'duplicateCandidate'] as const),
  ...(['valueDiffersFromAllocations', 'claimBeyondMembers'] as const),
] as const;
type Check = (typeof CHECKS)[number];

/** Records that rest on one press source, and sums that may be counted twice. */
export function ThinEvidence() {
  const { t } = useWords();
  const columns = useColumns();
  const [check, setCheck] = useState<Check>('singlePressSource');
  const everything = usePages<FindingPage>({
    ...{ path: '/quality', params: { limit: 1 }, place: 'cursor', nextOf: () => null },
  });
  const list = usePages<FindingPage>({
    ...{ path: '/quality', params: { check }, place: 'cursor', nextOf: ({ nextCursor }) => nextCursor },
  });
  const counts = new Map(everything.data?.pages[0]?.counts.map(({ check: name, count }) => [name, count]));
  const nameOf = (name: Check) => t(`queues/queue/${name}`);
  return (
    <>
      <Counts
        counts={
          everything.data === undefined
            ? []
            : CHECKS.map((name) => ({ name: nameOf(name), count: counts.get(name) ?? 0 }))
        }
      />
      <div className="assurance-filters">
        <NativeSelect
          label={t('assurance/column/check')}
          value={check}
          onChange={(event) => setCheck(event.currentTarget.value as Check)}
          data={CHECKS.map((value) => ({ value, label: nameOf(value) }))}
        />
      </div>
      <Listed list={list}>
        {(pages) => (
          <Rows
            label={nameOf(check)}
            empty={t('assurance/empty')}
            items={pages.flatMap(({ items }) => items)}
            keyOf={({ record, subject }) => `${record.id} ${subject}`}
            columns={[
              columns.record,
              {
                name: t('assurance/column/severity'),
                cell: ({ severity }) => t(`assurance/severity/${severity}`),
              },
              {
                name: t('assurance/column/details'),
                cell: ({ details }) => <Details of={details} />,
              },
            ]}
          />
        )}
      </Listed>
    </>
  );
}
