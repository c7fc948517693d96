import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { PortfolioSummary, SummaryGroup } from '#contracts';
import { KINDS } from '../app/kinds.js';
import type { PortfolioSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { CollectionFilter, QuietFilter, SortChoice } from './more-filters.js';
import { useFilterNames } from './use-filter-names.js';

interface FiltersProps {
  readonly search: PortfolioSearch;
  readonly summary: PortfolioSummary | undefined;
  readonly onChange: (search: PortfolioSearch) => void;
}

const PATIENCE = 300;
const NO_FILTERS = {
  ...{ q: undefined, stage: undefined, sector: undefined, region: undefined },
  ...{ party: undefined, quietSince: undefined, collection: undefined },
};

const known = (groups: readonly SummaryGroup[] | undefined) => groups?.filter(({ key }) => key !== 'unknown');

/** What the list shows; each choice bears the number of records behind it. */
export function Filters({ search, summary, onChange }: FiltersProps) {
  const { t } = useWords();
  const kind = search.kind ?? 'project';
  const set = (part: PortfolioSearch) => onChange({ ...search, ...part });
  const { q, stage, sector, region, party, quietSince, collection } = search;
  const isFiltered = [q, stage, sector, region, party, quietSince, collection].some(
    (value) => value !== undefined,
  );
  const names = useFilterNames();
  const choicesId = useId();
  const [opened, setOpened] = useState(isFiltered);
  const choices = (groups: readonly SummaryGroup[] | undefined, name: (key: string) => string) => [
    { value: '', label: t('portfolio/filters/any') },
    ...(groups ?? []).map(({ key, count }) => ({
      value: key,
      label: t('portfolio/filters/withCount', { name: name(key), count }),
    })),
  ];
  return (
    <div className="filters">
      <SegmentedControl
        aria-label={t('portfolio/filters/kind')}
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`kind/${value}s`) }))}
        onChange={(value) => onChange({ ...search, kind: value, stage: undefined })}
      />
      <SearchBox label={t('portfolio/filters/text')} value={search.q} onChange={(q) => set({ q })} />
      <Button variant="subtle" disabled={!isFiltered} onClick={() => onChange({ ...search, ...NO_FILTERS })}>
        {t('portfolio/filters/clear')}
      </Button>
      <Button
        className="filters-more"
        variant="default"
        aria-expanded={opened}
        aria-controls={choicesId}
        onClick={() => setOpened(!opened)}
      >
        {t('portfolio/filters/more')}
      </Button>
      <div id={choicesId} className={opened ? 'filter-choices filter-choices-opened' : 'filter-choices'}>
        {kind === 'project' && (
          <NativeSelect
            label={t('portfolio/filters/stage')}
            value={search.stage ?? ''}
            data={choices(summary?.byStage, names.stage)}
            onChange={(event) => set({ stage: event.currentTarget.value || undefined })}
          />
        )}
        <NativeSelect
          label={t('portfolio/filters/sector')}
          value={search.sector ?? ''}
          data={choices(known(summary?.bySector), names.sector)}
          onChange={(event) => set({ sector: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={t('portfolio/filters/region')}
          value={search.region ?? ''}
          data={choices(summary?.byRegion, names.region)}
          onChange={(event) => set({ region: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={t('portfolio/filters/party')}
          value={search.party ?? ''}
          data={choices(summary?.byParty, names.party)}
          onChange={(event) => set({ party: event.currentTarget.value || undefined })}
        />
        <QuietFilter search={search} onChange={set} />
        <CollectionFilter search={search} onChange={set} />
        <SortChoice search={search} onChange={set} />
      </div>
    </div>
  );
}

interface SearchBoxProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Asks for the text once the person has stopped typing. */
function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => {
    const wanted = typed.trim() === '' ? undefined : typed.trim();
    if (wanted === value) return undefined;
    const timer = setTimeout(() => onChange(wanted), PATIENCE);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={t('portfolio/filters/textHint')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
