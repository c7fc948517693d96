import { lazyRouteComponent, Navigate, useLocation } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { Loading, NotAllowed } from '../ui/states.js';
import { mayOpen, type PageName } from './pages.js';
import { useSession } from './use-session.js';

/** A page for those whose role works with it: others sign in, or are told that the page is not theirs. */
export function forRoles<Name extends string>(
  page: PageName,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): () => ReactNode {
  const Page = lazyRouteComponent(load, name) as ComponentType;
  return function Guarded() {
    const { pathname, searchStr } = useLocation();
    const { session } = useSession();
    if (session === undefined) return <Loading />;
    if (session.user === null) {
      return <Navigate to="/sign-in" search={{ returnTo: `${pathname}${searchStr}` }} replace />;
    }
    return mayOpen(page, session.user.role) ? <Page /> : <NotAllowed />;
  };
}
