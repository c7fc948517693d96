import './typescript-hooks.mjs';

export default async function teardown(): Promise<void> {
  const { releaseCluster } = await import('./cluster.js');
  await releaseCluster();
}
