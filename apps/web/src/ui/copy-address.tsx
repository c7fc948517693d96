import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../app/use-words.js';

/** Copies an address that goes on showing what is shown now; says what came of it. */
export function CopyAddress({ address }: { address: () => string }) {
  const { t } = useWords();
  const [said, setSaid] = useState('');
  const copy = async () => {
    const text = address();
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('portfolio/asOf/copied'));
    } catch {
      // Browsers forbid it without a secure connection: the address is shown instead.
      setSaid(t('portfolio/asOf/notCopied', { address: text }));
    }
  };
  return (
    <span className="copy-address">
      <Button size="xs" variant="default" onClick={() => void copy()}>
        {t('portfolio/asOf/copy')}
      </Button>{' '}
      <span role="status" className="dim address-said">
        {said}
      </span>
    </span>
  );
}
