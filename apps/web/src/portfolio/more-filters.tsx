import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RegisterList } from '#contracts';
import { api } from '../app/api.js';
import type { PortfolioSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { ageOf, todayInAlmaty } from '../format/age.js';
import { formatPartialDate } from '../format/dates.js';
import { pickText } from '../format/text.js';

export interface FilterProps {
  readonly search: PortfolioSearch;
  readonly onChange: (part: PortfolioSearch) => void;
}

const QUIET_DAYS = [30, 90, 180, 365, 730] as const;
const MILLISECONDS = 86_400_000;

/** How long nothing was heard. */
export function QuietFilter({ search, onChange }: FilterProps) {
  const { t, language } = useWords();
  const { quietSince } = search;
  const choices = QUIET_DAYS.map((days) => {
    const { unit, count } = ageOf(days);
    return {
      value: todayInAlmaty(Date.now() - days * MILLISECONDS),
      label: t('portfolio/filters/quietDays', { age: t(`age/${unit}`, { count }) }),
    };
  });
  const isOther = quietSince !== undefined && !choices.some(({ value }) => value === quietSince);
  const other = isOther
    ? [
        {
          value: quietSince,
          label: t('portfolio/filters/quietSince', { day: formatPartialDate(quietSince, language) }),
        },
      ]
    : [];
  return (
    <NativeSelect
      label={t('portfolio/filters/quiet')}
      value={quietSince ?? ''}
      data={[{ value: '', label: t('portfolio/filters/any') }, ...choices, ...other]}
      onChange={(event) => onChange({ quietSince: event.currentTarget.value || undefined })}
    />
  );
}

/** Members of one collection. */
export function CollectionFilter({ search, onChange }: FilterProps) {
  const { t, language } = useWords();
  const { data } = useQuery({
    queryKey: ['collections'],
    queryFn: ({ signal }) => api.read<RegisterList>('/collections', { params: { limit: 200 }, signal }),
  });
  const choices = (data?.items ?? []).map(({ id, publicId, titles }) => ({
    value: id,
    label: pickText(titles, language)?.text ?? publicId,
  }));
  const { collection } = search;
  const isOther = collection !== undefined && !choices.some(({ value }) => value === collection);
  return (
    <NativeSelect
      label={t('portfolio/filters/collection')}
      value={collection ?? ''}
      data={[
        { value: '', label: t('portfolio/filters/any') },
        ...choices,
        ...(isOther ? [{ value: collection, label: collection }] : []),
      ]}
      onChange={(event) => onChange({ collection: event.currentTarget.value || undefined })}
    />
  );
}

const SORTS = {
  '': 'publicId',
  '-publicId': 'newest',
  '-updated': 'updated',
  updated: 'stale',
  title: 'title',
} as const;

/** Order of the list. */
export function SortChoice({ search, onChange }: FilterProps) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t('portfolio/filters/sort')}
      value={search.sort ?? ''}
      data={Object.entries(SORTS).map(([value, name]) => ({
        value,
        label: t(`portfolio/filters/sorts/${name}`),
      }))}
      onChange={(event) => onChange({ sort: event.currentTarget.value || undefined })}
    />
  );
}
