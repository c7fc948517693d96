import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** The one-time token of the address that was opened; it leaves the address bar and the history of the browser. */
export function useToken(given: string | undefined, path: '/setup' | '/password'): string | undefined {
  const [token] = useState(given);
  const navigate = useNavigate();
  useEffect(() => {
    if (given !== undefined) void navigate({ to: path, search: {}, replace: true });
  }, [given, navigate, path]);
  return token;
}
