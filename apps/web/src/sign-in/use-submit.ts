import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';

/** Sends a form once, however often its button is pressed meanwhile. */
export function useSubmit(send: () => void): (event: FormEvent) => void {
  const client = useQueryClient();
  return (event) => {
    event.preventDefault();
    if (client.isMutating() === 0) send();
  };
}
