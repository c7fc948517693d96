/**
 * Kills the process without clean-up when the setting FAIL_POINT names this step. Crash tests set it to prove
 * that a stop at any step loses nothing; it costs one comparison otherwise.
 */
export type FailPoint = (step: string) => void;

export function createFailPoint(chosen: string | undefined): FailPoint {
  if (chosen === undefined) return () => undefined;
  return (step) => {
    if (step === chosen) process.kill(process.pid, 'SIGKILL');
  };
}
