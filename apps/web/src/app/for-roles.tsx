import { Stack, Text, Title } from '@mantine/core';
import { lazyRouteComponent, useRouter } from '@tanstack/react-router';
import { useEffect, type ComponentType, type ReactNode } from 'react';
import { Loading, NotAllowed } from '../ui/states.js';
import { mayOpen, type PageName } from './pages.js';
import { useSession } from './use-session.js';
import { useWords } from './use-words.js';

/** A page for those whose role works with it: others sign in, or are told that the page is not theirs. */
export function forRoles<Name extends string>(
  page: PageName,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): () => ReactNode {
  const Page = lazyRouteComponent(load, name) as ComponentType;
  return function Guarded() {
    const { session, wasSignedOut } = useSession();
    if (session === undefined) return <Loading />;
    if (session.user === null) return wasSignedOut ? <Closed page={page} /> : <ToSignIn />;
    return mayOpen(page, session.user.role) ? <Page /> : <NotAllowed />;
  };
}

/** Leads to the sign-in once, and from there back to the address that was asked for. */
function ToSignIn() {
  const router = useRouter();
  useEffect(() => {
    const { pathname, searchStr } = router.state.location;
    // Shown a moment longer while the sign-in page is fetched: by then the address is its own.
    if (pathname === '/sign-in') return;
    const search = { returnTo: `${pathname}${searchStr}` };
    void router.navigate({ to: '/sign-in', search, replace: true });
  }, [router]);
  return <Loading />;
}

/** What is left of a page whose reader was signed out while it was open. */
function Closed({ page }: { readonly page: PageName }) {
  const { t } = useWords();
  const name = t(`nav/pages/${page}`);
  return (
    <Stack gap="sm" align="flex-start">
      <title>{`${name} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {name}
      </Title>
      <Text c="dimmed">{t('state/closed')}</Text>
    </Stack>
  );
}
