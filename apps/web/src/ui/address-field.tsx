import { Button, Group, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useWords } from '../app/use-words.js';

/** An address to take along: selected at a touch, copied by a button. */
export function AddressField({ label, address }: { readonly label: string; readonly address: string }) {
  const { t } = useWords();
  const clipboard = useClipboard({ timeout: 4000 });
  return (
    <>
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          className="address-field"
          label={label}
          value={address}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="default" onClick={() => clipboard.copy(address)}>
          {t('record/cite/copy')}
          <span className="unseen">: {label}</span>
        </Button>
      </Group>
      <Text size="sm" role="status" className="panel-status">
        {clipboard.copied && t('record/cite/copied')}
        {clipboard.error !== null && t('record/cite/byHand')}
      </Text>
    </>
  );
}
