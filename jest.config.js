// One jest project a kind of test, told apart by the suffix: `.spec` needs nothing, `.int-spec` needs the test
// cluster that globalSetup starts, `.e2e-spec` starts real processes of the built product. Faults and attacks of
// either kind mostly wait: for a lease or a connection to run out.
const waiting = '<rootDir>/test/(faults|attacks)/';
const ignored = ['/node_modules/', '/dist/', '/.data/'];
const cluster = {
  globalSetup: '<rootDir>/test/support/cluster-setup.ts',
  globalTeardown: '<rootDir>/test/support/cluster-teardown.ts',
};
const common = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testPathIgnorePatterns: [...ignored, waiting],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          experimental: { keepImportAttributes: true },
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

export default {
  maxWorkers: 2,
  workerIdleMemoryLimit: '768MB',
  testTimeout: process.env.TEST_LENGTH === 'long' ? 1_800_000 : 60_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['**/*.spec.ts'] },
    { ...common, ...cluster, displayName: 'integration', testMatch: ['**/*.int-spec.ts'] },
    { ...common, ...cluster, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'] },
    {
      ...{ ...common, ...cluster, displayName: 'faults', testPathIgnorePatterns: ignored },
      testMatch: ['<rootDir>/test/{faults,attacks}/**/*-spec.ts'],
    },
  ],
};
