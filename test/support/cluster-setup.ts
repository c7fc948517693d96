import './typescript-hooks.mjs';

/** jest runs this once per project that names it; the cluster is shared and counted in `cluster.ts`. */
export default async function setup(): Promise<void> {
  const { acquireCluster } = await import('./cluster.js');
  await acquireCluster();
}
