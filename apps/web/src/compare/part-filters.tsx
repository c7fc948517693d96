import { NativeSelect } from '@mantine/core';
import type { SummaryGroup } from '#contracts';
import { KINDS } from '../app/kinds.js';
import type { CompareSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { CollectionFilter } from '../portfolio/more-filters.js';
import { useFilterNames } from '../portfolio/use-filter-names.js';
import { useSummary } from '../portfolio/use-portfolio.js';

type Part = Pick<CompareSearch, 'kind' | 'sector' | 'region' | 'party' | 'collection'>;

interface PartFiltersProps {
  readonly search: CompareSearch;
  readonly onChange: (part: Part) => void;
}

const KIND_OF = new Map<string, (typeof KINDS)[number]>(KINDS.map((kind) => [kind, kind]));
const GROUPS = { sector: 'bySector', region: 'byRegion', party: 'byParty' } as const;

/** Which part of the portfolio is compared: the filters that also its list has. */
export function PartFilters({ search, onChange }: PartFiltersProps) {
  const { t } = useWords();
  const { data } = useSummary({});
  const names = useFilterNames();
  const any = { value: '', label: t('portfolio/filters/any') };
  return (
    <div className="filters">
      <NativeSelect
        label={t('portfolio/filters/kind')}
        value={search.kind ?? ''}
        data={[any, ...KINDS.map((value) => ({ value, label: t(`kind/${value}s`) }))]}
        onChange={(event) => onChange({ kind: KIND_OF.get(event.currentTarget.value) })}
      />
      {(['sector', 'region', 'party'] as const).map((name) => (
        <NativeSelect
          key={name}
          label={t(`portfolio/filters/${name}`)}
          value={search[name] ?? ''}
          data={[
            any,
            ...keysOf(data?.[GROUPS[name]], search[name], name === 'region').map((value) => ({
              value,
              label: names[name](value),
            })),
          ]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value || undefined })}
        />
      ))}
      <CollectionFilter search={search} onChange={onChange} />
    </div>
  );
}

/** Keys to choose from, among them the chosen one, which an address may have named. */
function keysOf(groups: readonly SummaryGroup[] | undefined, chosen: string | undefined, unknown: boolean) {
  const keys = (groups ?? []).map(({ key }) => key).filter((key) => unknown || key !== 'unknown');
  return chosen === undefined || keys.includes(chosen) ? keys : [...keys, chosen];
}
