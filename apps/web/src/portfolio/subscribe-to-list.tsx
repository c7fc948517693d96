import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { pathOf } from '../app/kinds.js';
import type { PortfolioSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { withTexts } from '../i18n/index.js';
import { Loading } from '../ui/states.js';

const Subscribe = lazy(
  withTexts(async () => ({ default: (await import('../subscribe/subscribe.js')).Subscribe })),
);

/** The way to feeds of what the filters find; the past has no news. */
export function SubscribeToList({ search }: { readonly search: PortfolioSearch }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const { kind = 'project', knownAt, validAt, sort: _sort, ...filter } = search;
  if (knownAt !== undefined || validAt !== undefined) return null;
  return (
    <div className="subscribe-to-list">
      <Button size="xs" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {t('portfolio/list/subscribe')}
      </Button>
      {opened && (
        <Suspense fallback={<Loading />}>
          <Subscribe path={pathOf(kind)} filter={filter} />
        </Suspense>
      )}
    </div>
  );
}
