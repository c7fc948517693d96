import { useEffect } from 'react';
import { Failed } from '../ui/states.js';
import { ConnectionLost } from '../api/problem.js';
import { useWords } from './use-words.js';

/** What browsers and the loader call a part that did not come. */
const NOT_FETCHED = /dynamically imported|importing a module|preload/i;

/** Only once the server answers: without it the browser's own error page would take the place of this one. */
async function loadAnew(): Promise<void> {
  const { ok } = await fetch(window.location.href);
  if (ok) window.location.reload();
}

const tryAnew = (): void => void loadAnew().catch(() => undefined);

/** A page that could not be fetched, or that broke: by itself again once there is a connection, and by a button. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  const { t } = useWords();
  const isFetched = !NOT_FETCHED.test(String(error));
  useEffect(() => {
    window.addEventListener('online', tryAnew);
    return () => window.removeEventListener('online', tryAnew);
  }, []);
  return (
    <>
      <title>{`${t('state/failed')} · ${t('app/name')}`}</title>
      <h1 className="unseen">{t('state/failed')}</h1>
      <Failed error={isFetched ? error : new ConnectionLost()} onRetry={tryAnew} />
    </>
  );
}
