import type { AccountRole } from '#contracts';

/** A page of the product, and who works with it; `everyone` needs no sign-in. */
interface Page {
  readonly path: string;
  readonly roles: 'everyone' | readonly AccountRole[];
}

const RECORDERS: readonly AccountRole[] = ['staff', 'approver'];
const ALL: readonly AccountRole[] = ['staff', 'approver', 'stakeholder', 'auditor', 'admin', 'operator'];

/** In the order of the menu. The server decides what each role may do; this decides what is offered. */
export const PAGES = {
  portfolio: { path: '/', roles: 'everyone' },
  log: { path: '/log', roles: RECORDERS },
  queues: { path: '/queues', roles: RECORDERS },
  imports: { path: '/import', roles: [...RECORDERS, 'auditor'] },
  approvals: { path: '/approvals', roles: [...RECORDERS, 'auditor'] },
  updates: { path: '/updates', roles: ['staff', 'approver', 'stakeholder', 'auditor', 'admin'] },
  compare: { path: '/compare', roles: 'everyone' },
  replay: { path: '/replay', roles: 'everyone' },
  assurance: { path: '/assurance', roles: ['auditor'] },
  admin: { path: '/admin', roles: ['admin', 'auditor', 'operator'] },
  account: { path: '/account', roles: ALL },
  correct: { path: '/correct/$kind/$id', roles: RECORDERS },
} as const satisfies Record<string, Page>;
export type PageName = keyof typeof PAGES;

/** Pages that stand in the menu; the others are reached from where they are needed. */
const MENU: readonly PageName[] = [
  ...(['portfolio', 'log', 'queues', 'imports', 'approvals'] as const),
  ...(['updates', 'compare', 'replay', 'assurance', 'admin'] as const),
];

export const mayOpen = (page: PageName, role: AccountRole | undefined): boolean => {
  const { roles }: Page = PAGES[page];
  return roles === 'everyone' || (role !== undefined && roles.includes(role));
};

/** The menu of somebody with this role; undefined: nobody is signed in. */
export const menuOf = (role: AccountRole | undefined): readonly PageName[] =>
  MENU.filter((page) => mayOpen(page, role));
