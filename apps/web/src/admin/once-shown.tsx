import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../app/use-words.js';

export interface Once {
  readonly title: string;
  readonly hint: string;
  readonly text: string;
}

/** A secret that the server does not keep: shown until the reader has taken it. */
export function OnceShown({ title, hint, text, onClose }: Once & { readonly onClose: () => void }) {
  const { t } = useWords();
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [text]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(t('admin/once/copied')),
      () => setSaid(t('admin/once/notCopied')),
    );
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      color="teal"
      variant="light"
      role="group"
      title={`${title}. ${t('admin/once/heading')}`}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{hint}</Text>
        <code className="once">{text}</code>
        <Group gap="sm">
          <Button size="xs" onClick={() => void copy()}>
            {t('admin/once/copy')}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {t('admin/once/close')}
          </Button>
          <Text size="sm" component="span" role="status">
            {said}
          </Text>
        </Group>
      </Stack>
    </Alert>
  );
}
