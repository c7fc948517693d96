import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import type { RegisterItem } from '#contracts';
import type { Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { findRecords } from './find-records.js';
import { FoundRecord } from './found-record.js';
import './search.css';

interface RecordSearchProps {
  readonly label: string;
  readonly onChoose: (item: RegisterItem) => void;
  readonly kinds?: readonly Kind[];
  readonly autoFocus?: boolean;
  readonly error?: string | undefined;
}

const PATIENCE = 150;

/** A search box for records: arrows move, Enter takes the marked one, the first unless another is marked. */
export function RecordSearch({ label, onChoose, kinds, autoFocus = false, error }: RecordSearchProps) {
  const { t } = useWords();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(0);
  const [text] = useDebouncedValue(typed.trim(), PATIENCE);
  const found = useQuery({
    queryKey: ['search', kinds, text],
    queryFn: ({ signal }) => findRecords(text, kinds, signal),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
  const current = typed.trim() !== '' && text === typed.trim();
  const items = current && !found.isPlaceholderData ? (found.data ?? []) : [];
  const at = Math.min(marked, Math.max(0, items.length - 1));
  const choose = (item: RegisterItem | undefined) => {
    if (item === undefined) return;
    setTyped('');
    onChoose(item);
  };
  const press = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      if (items.length > 0) setMarked((next + items.length) % items.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Whoever types fast and presses Enter means what the text finds, not what was found before.
      if (items.length > 0) choose(items[at]);
      else if (typed.trim() !== '') void findRecords(typed, kinds).then(([first]) => choose(first));
    }
  };
  return (
    <div className="search">
      <TextInput
        type="search"
        size="md"
        label={label}
        placeholder={t('log/search/hint')}
        value={typed}
        error={error}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        autoComplete="off"
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(items.length > 0 ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMarked(0);
        }}
        onKeyDown={press}
      />
      <div id={listId} role="listbox" aria-label={t('log/search/found')} className="search-found">
        {items.map((item, index) => (
          <div
            key={item.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className="search-option"
            onMouseMove={() => setMarked(index)}
            onClick={() => choose(item)}
          >
            <FoundRecord item={item} />
          </div>
        ))}
      </div>
      <p className="dim search-note" role="status">
        {current && found.isSuccess && !found.isPlaceholderData
          ? items.length === 0
            ? t('log/search/nothing')
            : t('log/search/count', { count: items.length })
          : ''}
      </p>
    </div>
  );
}
