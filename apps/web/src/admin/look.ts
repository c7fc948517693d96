/** How the tables of this page look: rows become cards on a narrow page. */
export const LOOK = { frame: 'wide', table: 'records identities' } as const;
