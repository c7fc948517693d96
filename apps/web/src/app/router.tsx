import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from '../ui/states.js';
import { basePath } from './api.js';
import { KINDS, RECORD_PAGE, type Kind } from './kinds.js';
import { Shell } from './shell.js';

/** Filters of the portfolio: they stand in its address, so that a view can be shared. */
export interface PortfolioSearch {
  readonly kind?: Kind | undefined;
  readonly q?: string | undefined;
  readonly stage?: string | undefined;
  readonly sector?: string | undefined;
  readonly region?: string | undefined;
  readonly party?: string | undefined;
}

/** Takes from an address what is a filter, and nothing else. */
function readSearch(given: Readonly<Record<string, unknown>>): PortfolioSearch {
  const kind = KINDS.find((known) => known === given.kind);
  const texts = (['q', 'stage', 'sector', 'region', 'party'] as const).flatMap((name) => {
    const value = given[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [];
  });
  return { ...(kind === undefined ? {} : { kind }), ...Object.fromEntries(texts) };
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const portfolio = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../portfolio/portfolio-page.js'), 'PortfolioPage'),
});
const RecordPage = lazyRouteComponent(() => import('../record/record-page.js'), 'RecordPage');
const project = createRoute({ getParentRoute: () => root, path: RECORD_PAGE.project, component: RecordPage });
const agreement = createRoute({
  getParentRoute: () => root,
  path: RECORD_PAGE.agreement,
  component: RecordPage,
});
const collection = createRoute({
  getParentRoute: () => root,
  path: RECORD_PAGE.collection,
  component: RecordPage,
});

export const router = createRouter({
  routeTree: root.addChildren([portfolio, project, agreement, collection]),
  basepath: basePath,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
