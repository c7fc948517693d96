import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { addressWith } from '../app/permanent-address.js';
import type { CompareSearch, PortfolioSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import { dayOf, endOfDay } from '../format/day-bounds.js';
import { CopyAddress } from '../ui/copy-address.js';

type Clocks = Pick<PortfolioSearch, 'knownAt' | 'validAt'>;

interface AsOfProps {
  readonly search: PortfolioSearch;
  /** Position that the figures rest on. */
  readonly position: string | undefined;
  readonly onChange: (clocks: Clocks) => void;
}

/** What changed since, of the records that are listed; without a filter of all, whatever their kind. */
function comparedWith({ knownAt, validAt: _, sort: __, ...filters }: PortfolioSearch): CompareSearch {
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return { ...filters, kind: isFiltered ? (filters.kind ?? 'project') : undefined, from: knownAt };
}

/** Another date for everything on the page, and the address that keeps what is shown. */
export function AsOf({ search, position, onChange }: AsOfProps) {
  const { t } = useWords();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const day = (name: string) => {
      const value = given.get(name);
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const known = day('known');
    onChange({ knownAt: known === undefined ? undefined : endOfDay(known), validAt: day('valid') });
  };
  return (
    <>
      <Past search={search} onChange={onChange} />
      <div className="as-of-line">
        <details className="as-of">
          <summary>{t('portfolio/asOf/heading')}</summary>
          <form onSubmit={submit} key={`${search.knownAt ?? ''} ${search.validAt ?? ''}`}>
            <TextInput
              type="date"
              name="known"
              label={t('portfolio/asOf/known')}
              defaultValue={dayOf(search.knownAt)}
            />
            <TextInput
              type="date"
              name="valid"
              label={t('portfolio/asOf/valid')}
              defaultValue={search.validAt ?? ''}
            />
            <Button type="submit">{t('portfolio/asOf/show')}</Button>
          </form>
          <p className="dim">{t('portfolio/asOf/hint')}</p>
        </details>
        <Link to="/compare" search={comparedWith(search)} className="link">
          {t('portfolio/asOf/compare')}
        </Link>
        <CopyAddress address={() => addressWith({ knownAt: position })} />
      </div>
    </>
  );
}

/** Says that the past is shown, and how to return. */
function Past({ search, onChange }: Pick<AsOfProps, 'search' | 'onChange'>) {
  const { t, language } = useWords();
  const { knownAt, validAt } = search;
  if (knownAt === undefined && validAt === undefined) return null;
  const when = (moment: string) =>
    /^\d+$/.test(moment)
      ? t('portfolio/asOf/position', { position: moment })
      : formatRecordedAt(moment, language);
  return (
    <div className="past" role="status">
      <p>
        <strong>{t('portfolio/asOf/past')}</strong>{' '}
        {knownAt !== undefined && t('portfolio/asOf/pastKnown', { when: when(knownAt) })}{' '}
        {validAt !== undefined &&
          t('portfolio/asOf/pastValid', { when: formatPartialDate(validAt, language) })}
      </p>
      <Button
        size="xs"
        variant="default"
        onClick={() => onChange({ knownAt: undefined, validAt: undefined })}
      >
        {t('portfolio/asOf/now')}
      </Button>
    </div>
  );
}
