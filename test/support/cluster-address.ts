/** Where the test cluster listens: handed from jest's global set-up to its workers by environment. */
export interface ClusterAddress {
  /** Superuser's address of the database `postgres`. */
  readonly superUrl: string;
  /** Process id of the server; null when the tests were pointed at a server of one's own. */
  readonly pid: number | null;
}

export const TEMPLATE = 'tracker_test_template';

export function clusterAddress(): ClusterAddress {
  const text = process.env['TEST_CLUSTER'];
  if (text === undefined) throw new Error('no test cluster: run this spec in the jest project "integration"');
  return JSON.parse(text) as ClusterAddress;
}

/** The three ways into `database`: the product's login, its owner (who migrates) and the superuser. */
export function loginUrls(database: string): { url: string; ownerUrl: string; superUrl: string } {
  assertTestName(database);
  const as = (user?: string, password?: string) => {
    const address = new URL(clusterAddress().superUrl);
    address.pathname = `/${database}`;
    if (user !== undefined) address.username = user;
    if (password !== undefined) address.password = password;
    return address.href;
  };
  return {
    url: as('tracker_test_login', 'login'),
    ownerUrl: as('tracker_test_owner', 'owner'),
    superUrl: as(),
  };
}

/** Tests make, change and drop databases: never one whose name does not say that it is theirs. */
export function assertTestName(database: string): void {
  if (!/^[a-z0-9_]*test[a-z0-9_]*$/.test(database)) {
    throw new Error(`refusing to touch the database "${database}": its name has no "test" in it`);
  }
}
