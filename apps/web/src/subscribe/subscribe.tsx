import { Paper, Text } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import { AddressField } from '../ui/address-field.js';
import { feedAddress } from './feed-addresses.js';

interface SubscribeProps {
  /** Below the API: of a record or of a list. */
  readonly path: string;
  readonly filter?: Readonly<Record<string, string | undefined>>;
}

/** Addresses for feed readers and calendars; they need no account. */
export function Subscribe({ path, filter = {} }: SubscribeProps) {
  const { t, language } = useWords();
  const params = { ...filter, lang: language };
  return (
    <Paper withBorder className="panel">
      <Text size="sm">{t('record/subscribe/note')}</Text>
      <AddressField label={t('record/subscribe/atom')} address={feedAddress('atom', path, params)} />
      <AddressField label={t('record/subscribe/json')} address={feedAddress('json', path, params)} />
      <AddressField label={t('record/subscribe/calendar')} address={feedAddress('calendar', path, params)} />
      <Text size="sm" className="dim">
        {t('record/subscribe/slow')}
      </Text>
    </Paper>
  );
}
