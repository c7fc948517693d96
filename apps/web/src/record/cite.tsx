import { Paper, Text } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import { basePath } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { AddressField } from '../ui/address-field.js';

/** The address that shows for ever what this page shows now. */
export function Cite({ record }: { record: RecordDetail }) {
  const { t } = useWords();
  const path = `${pathOf(record.aggregate).slice(1)}/${record.publicId}`;
  const address = `${location.origin}${basePath}${path}?knownAt=${record.asOfPosition}`;
  return (
    <Paper withBorder className="panel">
      <Text size="sm">{t('record/cite/note')}</Text>
      <AddressField label={t('record/cite/address')} address={address} />
    </Paper>
  );
}
