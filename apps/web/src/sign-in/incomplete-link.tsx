import { Alert } from '@mantine/core';
import { useWords } from '../app/use-words.js';

/** The address has no token: part of the link was lost on the way. */
export function IncompleteLink({ of }: { readonly of: 'setUp' | 'reset' }) {
  const { t } = useWords();
  return (
    <Alert color="orange" variant="light" role="alert" title={t(`signIn/${of}/noToken`)}>
      {t(`signIn/${of}/noTokenHint`)}
    </Alert>
  );
}
