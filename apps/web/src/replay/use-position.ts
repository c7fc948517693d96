import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

const SETTLED = 150;

/**
 * Where the slider stands: at once for what is at hand, and settled for what is asked of the server and written into
 * the address, so that dragging floods neither.
 */
export function usePosition(given: string | undefined) {
  const navigate = useNavigate();
  const [position, setPosition] = useState(given);
  const [settled] = useDebouncedValue(position, SETTLED);
  useEffect(() => {
    if (settled === undefined) return;
    void navigate({
      to: '/replay',
      search: (before) => ({ ...before, position: settled }),
      replace: true,
      resetScroll: false,
    });
  }, [settled, navigate]);
  return { position, setPosition };
}
