import { useRef, type FormEvent } from 'react';

interface Sending {
  readonly mutate: (variables: undefined, options: { readonly onSettled: () => void }) => void;
}

/** Sends a form once, however often its button is pressed meanwhile. */
export function useSubmit({ mutate }: Sending): (event: FormEvent) => void {
  const isSending = useRef(false);
  return (event) => {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;
    mutate(undefined, {
      onSettled: () => {
        isSending.current = false;
      },
    });
  };
}
