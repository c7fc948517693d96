import { Button, Group, Paper, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { RecordDetail } from '#contracts';
import { basePath } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';

/** The address that shows for ever what this page shows now. */
export function Cite({ record }: { record: RecordDetail }) {
  const { t } = useWords();
  const clipboard = useClipboard({ timeout: 4000 });
  const path = `${pathOf(record.aggregate).slice(1)}/${record.publicId}`;
  const address = `${location.origin}${basePath}${path}?knownAt=${record.asOfPosition}`;
  return (
    <Paper withBorder className="panel">
      <Text size="sm">{t('record/cite/note')}</Text>
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          className="cite-address"
          label={t('record/cite/address')}
          value={address}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="default" onClick={() => clipboard.copy(address)}>
          {t('record/cite/copy')}
        </Button>
      </Group>
      <Text size="sm" role="status" className="panel-status">
        {clipboard.copied && t('record/cite/copied')}
        {clipboard.error !== null && t('record/cite/byHand')}
      </Text>
    </Paper>
  );
}
