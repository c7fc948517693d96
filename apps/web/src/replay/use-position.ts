import { useThrottledValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Milliseconds between two addresses: browsers take no more than a hundred in 30 s. */
const PACE = 400;

/** Where the slider stands, which the address follows. */
export function usePosition(given: string | undefined) {
  const navigate = useNavigate();
  const [position, setPosition] = useState(given);
  const settled = useThrottledValue(position, PACE);
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
