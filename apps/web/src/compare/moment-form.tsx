import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CompareSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { dayOf, endOfDay } from '../format/day-bounds.js';
import { daysAgo, endOfLastQuarter } from './moments.js';
import { useSigningSession } from './use-comparison.js';

interface MomentFormProps {
  readonly search: CompareSearch & { readonly from: string };
  readonly onChange: (moments: Pick<CompareSearch, 'from' | 'to'>) => void;
}

/** The two moments, by day or by one of the usual beginnings. */
export function MomentForm({ search, onChange }: MomentFormProps) {
  const { t } = useWords();
  const session = useSigningSession();
  const [now] = useState(() => Date.now());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const moment = (name: string, otherwise: string | undefined) => {
      const day = given.get(name);
      return typeof day === 'string' && day !== '' ? endOfDay(day) : otherwise;
    };
    onChange({ from: moment('from', search.from), to: moment('to', undefined) });
  };
  const presets = [
    { name: 'session', from: session.data?.moment },
    { name: 'days30', from: endOfDay(daysAgo(30, now)) },
    { name: 'quarter', from: endOfDay(endOfLastQuarter(now)) },
  ];
  const isSession = session.data != null && search.from === session.data.moment && !session.data.isDated;
  return (
    <>
      <form className="moments" onSubmit={submit} key={`${search.from} ${search.to ?? ''}`}>
        <TextInput type="date" name="from" label={t('compare/from')} defaultValue={dayOf(search.from)} />
        <TextInput
          type="date"
          name="to"
          label={`${t('compare/to')} (${t('compare/toHint')})`}
          defaultValue={dayOf(search.to)}
        />
        <Button type="submit">{t('compare/show')}</Button>
      </form>
      <div className="presets" role="group" aria-label={t('compare/presets')}>
        <span className="dim">{t('compare/presets')}</span>
        {presets.map(({ name, from }) => (
          <Button
            key={name}
            size="xs"
            variant={from !== undefined && from === search.from ? 'filled' : 'default'}
            aria-pressed={from !== undefined && from === search.from}
            disabled={from === undefined}
            onClick={() => onChange({ from, to: undefined })}
          >
            {t(`compare/preset/${name}`)}
          </Button>
        ))}
      </div>
      {/^\d+$/.test(search.from) && (
        <p className="dim session-note">{isSession ? t('compare/sessionNote') : ''}</p>
      )}
    </>
  );
}
