import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useWords } from './use-words.js';
import { useSession } from './use-session.js';

// Who signs in, or sets a password, needs no word of it.
const QUIET = ['/sign-in', '/password', '/setup'];

/** Says that one is signed in no more although one did not sign out, with the way back in to the same page. */
export function SignedOut() {
  const { t } = useWords();
  const { session, wasSignedOut, take } = useSession();
  const { pathname, searchStr } = useLocation();
  if (session === undefined || !wasSignedOut || QUIET.includes(pathname)) return null;
  const back = { returnTo: `${pathname}${searchStr}` };
  return (
    <div className="signed-out" role="alert">
      <div className="signed-out-inner">
        <p>
          <strong>{t('state/signedOut')}</strong> {t('state/signedOutHint')}
        </p>
        <Button size="xs" renderRoot={(props) => <Link to="/sign-in" search={back} {...props} />}>
          {t('state/signInAgain')}
        </Button>
        <Button size="xs" variant="default" onClick={() => take(session)}>
          {t('state/close')}
        </Button>
      </div>
    </div>
  );
}
