import { Paper, Text } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import { basePath } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { AddressField } from '../ui/address-field.js';
import type { Moment } from './use-history.js';

/** The address that shows for ever what this page shows now. */
export function Cite({ record, moment }: { record: RecordDetail; moment: Moment }) {
  const { t } = useWords();
  const path = `${pathOf(record.aggregate).slice(1)}/${record.publicId}`;
  const day = moment.validAt === undefined ? '' : `&validAt=${moment.validAt}`;
  const address = `${location.origin}${basePath}${path}?knownAt=${record.asOfPosition}${day}`;
  return (
    <Paper withBorder className="panel">
      <Text size="sm">{t('record/cite/note')}</Text>
      <AddressField label={t('record/cite/address')} address={address} />
    </Paper>
  );
}
