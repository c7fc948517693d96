import { useMutation } from '@tanstack/react-query';
import { useStepUp, wasGivenUp } from '../account/use-step-up.js';

/** An act that may ask who it is first. `dialog` is to be shown somewhere in the page. */
export function useSensitive<Input, Answer>(
  send: (input: Input) => Promise<Answer>,
  onDone: (answer: Answer, input: Input) => void,
) {
  const { act, dialog } = useStepUp();
  const mutation = useMutation({
    mutationFn: (input: Input) => act(() => send(input)),
    onSuccess: onDone,
  });
  return {
    dialog,
    run: mutation.mutate,
    isPending: mutation.isPending,
    error: wasGivenUp(mutation.error) ? null : mutation.error,
  };
}
