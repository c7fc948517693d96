import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router';
import { withTexts } from '../i18n/index.js';
import { NotFound } from '../ui/states.js';
import { basePath } from './api.js';
import { BrokenPage } from './broken-page.js';
import { RECORD_PAGE } from './kinds.js';
import { forRoles } from './for-roles.js';
import {
  readCompareSearch,
  readCorrectSearch,
  readImportSearch,
  readLogSearch,
  readPortfolioSearch,
  readQueuesSearch,
  readRecordSearch,
  readReplaySearch,
  readTokenSearch,
} from './searches.js';
import { Shell } from './shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const getParentRoute = () => root;

const portfolio = createRoute({
  getParentRoute,
  path: '/',
  validateSearch: readPortfolioSearch,
  component: lazyRouteComponent(() => import('../portfolio/portfolio-page.js'), 'PortfolioPage'),
});
const RecordPage = lazyRouteComponent(
  withTexts(() => import('../record/record-page.js')),
  'RecordPage',
);
const recordAt = { getParentRoute, validateSearch: readRecordSearch, component: RecordPage };
const project = createRoute({ ...recordAt, path: RECORD_PAGE.project });
const agreement = createRoute({ ...recordAt, path: RECORD_PAGE.agreement });
const collection = createRoute({ ...recordAt, path: RECORD_PAGE.collection });
const compare = createRoute({
  getParentRoute,
  path: '/compare',
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(
    withTexts(() => import('../compare/compare-page.js')),
    'ComparePage',
  ),
});
const replay = createRoute({
  getParentRoute,
  path: '/replay',
  validateSearch: readReplaySearch,
  component: lazyRouteComponent(
    withTexts(() => import('../replay/replay-page.js')),
    'ReplayPage',
  ),
});
const log = createRoute({
  getParentRoute,
  path: '/log',
  validateSearch: readLogSearch,
  component: forRoles(
    'log',
    withTexts(() => import('../log/log-page.js')),
    'LogPage',
  ),
});
const correct = createRoute({
  getParentRoute,
  path: '/correct/$kind/$id',
  validateSearch: readCorrectSearch,
  component: forRoles(
    'correct',
    withTexts(() => import('../correct/correct-page.js')),
    'CorrectPage',
  ),
});
const queues = createRoute({
  getParentRoute,
  path: '/queues',
  validateSearch: readQueuesSearch,
  component: forRoles(
    'queues',
    withTexts(() => import('../queues/queues-page.js')),
    'QueuesPage',
  ),
});
const imports = createRoute({
  getParentRoute,
  path: '/import',
  validateSearch: readImportSearch,
  component: forRoles(
    'imports',
    withTexts(() => import('../imports/import-page.js')),
    'ImportPage',
  ),
});
const approvals = createRoute({
  getParentRoute,
  path: '/approvals',
  component: forRoles(
    'approvals',
    withTexts(() => import('../approvals/approvals-page.js')),
    'ApprovalsPage',
  ),
});
const updates = createRoute({
  getParentRoute,
  path: '/updates',
  component: forRoles(
    'updates',
    withTexts(() => import('../updates/updates-page.js')),
    'UpdatesPage',
  ),
});
const assurance = createRoute({
  getParentRoute,
  path: '/assurance',
  component: forRoles(
    'assurance',
    withTexts(() => import('../assurance/assurance-page.js')),
    'AssurancePage',
  ),
});
const admin = createRoute({
  getParentRoute,
  path: '/admin',
  component: forRoles(
    'admin',
    withTexts(() => import('../admin/admin-page.js')),
    'AdminPage',
  ),
});
const account = createRoute({
  getParentRoute,
  path: '/account',
  component: forRoles(
    'account',
    withTexts(() => import('../account/account-page.js')),
    'AccountPage',
  ),
});
const signIn = createRoute({
  getParentRoute,
  path: '/sign-in',
  validateSearch: readTokenSearch,
  component: lazyRouteComponent(
    withTexts(() => import('../sign-in/sign-in-page.js')),
    'SignInPage',
  ),
});
const setUp = createRoute({
  getParentRoute,
  path: '/setup',
  validateSearch: readTokenSearch,
  component: lazyRouteComponent(
    withTexts(() => import('../sign-in/set-up-page.js')),
    'SetUpPage',
  ),
});
const password = createRoute({
  getParentRoute,
  path: '/password',
  validateSearch: readTokenSearch,
  component: lazyRouteComponent(
    withTexts(() => import('../sign-in/password-page.js')),
    'PasswordPage',
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    ...[portfolio, project, agreement, collection, compare, replay, log, correct, queues, imports],
    ...[approvals, updates, assurance, admin, account, signIn, setUp, password],
  ]),
  basepath: basePath,
  // What stands in an address is text: a position or a year is not quoted to tell it from a number.
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: stringifySearchWith(JSON.stringify),
  defaultErrorComponent: BrokenPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
