import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { EVIDENCE_CLASSES } from '#domain';
import { useWords } from '../../app/use-words.js';
import { useFault, type FieldProps } from '../form-scope.js';
import { addressesIn, completed, sourceOfAddress, type SourceDraft } from './source-value.js';

const EMPTY: SourceDraft = { url: '', publisher: '', title: '', class: 'press' };

type SourcesFieldProps = Pick<FieldProps, 'pointer' | 'value' | 'onChange'> & { readonly single?: boolean };

/** Where it is known from: one compact row a source; a pasted address fills its row, several make several rows. */
export function SourcesField({ pointer, value, onChange, single = false }: SourcesFieldProps) {
  const { t } = useWords();
  const given = (single ? [value ?? EMPTY] : Array.isArray(value) ? value : []) as readonly SourceDraft[];
  const rows = given.length === 0 ? [EMPTY] : given;
  const group = useRef<HTMLFieldSetElement>(null);
  const focusLast = useRef(false);
  const fault = useFault(pointer);
  useEffect(() => {
    if (!focusLast.current) return;
    focusLast.current = false;
    group.current?.querySelector<HTMLInputElement>('.source-row:last-of-type input')?.focus();
  }, [rows.length]);
  const give = (next: readonly SourceDraft[]) => onChange(single ? next[0] : next);
  const replace = (index: number, ...by: readonly SourceDraft[]) =>
    give([...rows.slice(0, index), ...by, ...rows.slice(index + 1)]);
  const add = () => {
    focusLast.current = true;
    give([...rows, EMPTY]);
  };
  return (
    <fieldset className="field-group" ref={group}>
      <legend>{t(single ? 'log/field/source' : 'log/field/sources')}</legend>
      {fault !== undefined && <p className="field-fault">{fault}</p>}
      {rows.map((row, index) => (
        <SourceRow
          key={index}
          number={index + 1}
          pointer={single ? pointer : `${pointer}/${index}`}
          row={row}
          onChange={(next) => replace(index, next)}
          onPaste={(addresses) => {
            const [first = '', ...others] = single ? addresses.slice(0, 1) : addresses;
            replace(index, completed(row, first), ...others.map(sourceOfAddress));
          }}
          {...(single ? {} : { onAdd: add })}
          {...(rows.length > 1 ? { onRemove: () => replace(index) } : {})}
        />
      ))}
      {!single && (
        <Button variant="subtle" size="compact-sm" onClick={add}>
          {t('log/source/add')}
        </Button>
      )}
      <span className="dim source-hint">{t('log/source/hint')}</span>
    </fieldset>
  );
}

interface SourceRowProps {
  readonly number: number;
  readonly pointer: string;
  readonly row: SourceDraft;
  readonly onChange: (row: SourceDraft) => void;
  readonly onPaste: (addresses: readonly string[]) => void;
  readonly onAdd?: () => void;
  readonly onRemove?: () => void;
}

function SourceRow({ number, pointer, row, onChange, onPaste, onAdd, onRemove }: SourceRowProps) {
  const { t, word } = useWords();
  const faults = {
    url: useFault(`${pointer}/url`),
    publisher: useFault(`${pointer}/publisher`),
    title: useFault(`${pointer}/title`),
  };
  const paste = (event: ClipboardEvent) => {
    const addresses = addressesIn(event.clipboardData.getData('text'));
    if (addresses.length === 0) return;
    event.preventDefault();
    onPaste(addresses);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onAdd?.();
  };
  return (
    <div className="source-row" role="group" aria-label={t('log/source/number', { number })}>
      {(['url', 'publisher', 'title'] as const).map((part) => (
        <TextInput
          key={part}
          type={part === 'url' ? 'url' : 'text'}
          label={t(`log/source/${part}`)}
          value={row[part] ?? ''}
          error={faults[part]}
          onChange={(event) => onChange({ ...row, [part]: event.currentTarget.value })}
          onPaste={part === 'url' ? paste : undefined}
          onKeyDown={press}
        />
      ))}
      <NativeSelect
        label={t('log/source/class')}
        value={row.class ?? 'press'}
        data={EVIDENCE_CLASSES.map((value) => ({ value, label: word('evidence', value) }))}
        onChange={(event) => onChange({ ...row, class: event.currentTarget.value as SourceDraft['class'] })}
      />
      {onRemove !== undefined && (
        <CloseButton aria-label={t('log/source/remove', { number })} onClick={onRemove} />
      )}
    </div>
  );
}
