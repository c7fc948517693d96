// apps | commands, projections, notifications, audit, exchange | contracts, event-store, platform | domain:
// a group imports only groups to its right.
const lib = (names) => `^libs/(${names})/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Circular imports between providers fail at load under ESM with decorator metadata.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that does not resolve here does not resolve at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'libs-not-to-apps',
      comment: 'Libraries know nothing of the programs that use them.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain imports no other library and nothing of Node: decide and evolve are pure.',
      severity: 'error',
      from: { path: lib('domain'), pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/(?!domain/)' },
    },
    {
      name: 'domain-no-node-core',
      comment: 'No file, process, clock or network in the domain; it also runs in the browser.',
      severity: 'error',
      from: { path: lib('domain'), pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'event-store-imports-no-sibling',
      comment: 'The log has no word of agreements.',
      severity: 'error',
      from: { path: lib('event-store'), pathNot: 'spec\\.ts$' },
      to: { path: '^libs/(?!event-store/)' },
    },
    {
      name: 'platform-imports-no-sibling',
      comment: 'Config, database, queue, logging: no business word.',
      severity: 'error',
      from: { path: lib('platform'), pathNot: 'spec\\.ts$' },
      to: { path: '^libs/(?!platform/)' },
    },
    {
      name: 'contracts-import-domain-only',
      comment: 'Shapes of HTTP are shared by api and web.',
      severity: 'error',
      from: { path: lib('contracts'), pathNot: 'spec\\.ts$' },
      to: { path: '^libs/(?!contracts/|domain/)' },
    },
    {
      name: 'commands-never-read-projections',
      comment: 'A decision uses its own stream or a unique index, never an eventually consistent view.',
      severity: 'error',
      from: { path: lib('commands') },
      to: { path: lib('projections|notifications|audit|exchange') },
    },
    {
      name: 'projections-import-no-sibling',
      comment: 'A rebuild cannot reach a delivery or a command handler.',
      severity: 'error',
      from: { path: lib('projections'), pathNot: 'spec\\.ts$' },
      to: { path: lib('commands|notifications|audit|exchange') },
    },
    {
      name: 'notifications-not-to-commands',
      comment: 'Telling people about the log never writes the log.',
      severity: 'error',
      from: { path: lib('notifications'), pathNot: 'spec\\.ts$' },
      to: { path: lib('commands|audit|exchange') },
    },
    {
      name: 'libs-through-their-index',
      comment: 'One way in: the index of each library.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: 'spec\\.ts$' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'web-is-a-browser-program',
      comment: 'The page sees HTTP shapes and the words of the domain only.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs/(?!contracts/|domain/)|apps/(?!web/))' },
    },
    {
      name: 'not-to-test',
      comment: 'The product does not import its tests.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: 'spec\\.ts$' },
      to: { path: '^(test|bench)/|spec\\.ts$' },
    },
    {
      name: 'not-to-dev-dependency',
      comment: 'A package that the running product needs stands in dependencies.',
      severity: 'error',
      from: { path: '^(apps/(?!web/)|libs|migrations)', pathNot: 'spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
