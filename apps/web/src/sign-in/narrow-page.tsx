import './sign-in.css';
import { Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../app/use-words.js';

/** A page with one form. */
export function NarrowPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className="narrow">
      <title>{`${title} · ${t('app/name')}`}</title>
      <Stack gap="md">
        <Title order={1} size="h2">
          {title}
        </Title>
        <Paper withBorder className="narrow-paper">
          <Stack gap="md">{children}</Stack>
        </Paper>
      </Stack>
    </div>
  );
}
