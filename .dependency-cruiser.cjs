// Imports go one way: what a rule's name says is what a reader may rely on.
// Tests may look anywhere; .ci/check-self-test.mjs plants a fault for every rule.
const TEST = '\\.(test|e2e|shots)\\.tsx?$';
const ADAPTERS = '^server/(db|sums|http|realtime|jobs|intake|auth|backup|doctor|files)/';

/** @param {string} name @param {string} comment @param {string} path @param {object} to */
const rule = (name, comment, path, to) => ({ name, comment, severity: 'error', from: { path, pathNot: TEST }, to });

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Neither can be understood, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'A path that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)$' },
    },
    rule('shared-is-leaf', 'Both sides build on shared/, so it builds on nothing of ours.', '^shared/', {
      path: '^(client|server|seed|e2e|bench|bin)/',
    }),
    rule('shared-runs-anywhere', 'It runs in browsers as well.', '^(shared|client)/', { dependencyTypes: ['core'] }),

    rule('server-not-client', 'The server must run without the client.', '^server/', { path: '^client/' }),
    rule('domain-is-pure', 'No I/O, no clock, no packages but date arithmetic: everything can be replayed.', '^server/domain/', {
      pathNot: '^(server/domain|shared)/|^node_modules/(@date-fns/tz|date-fns)/',
    }),
    rule('app-knows-ports-only', 'Use cases name what they need; compose.ts gives it to them.', '^server/app/', {
      path: '^server/(?!app/|domain/|[^/]+\\.port\\.ts$)',
    }),
    rule('adapters-are-strangers', 'They meet in compose.ts only.', ADAPTERS, { path: ADAPTERS, pathNot: '^server/$1/' }),
    rule(
      'compose-is-top',
      'Only the process knows how the parts are put together.',
      '^server/(?!(main|cli|compose|testing/.*)\\.ts$|cli/|testing/)',
      {
        path: '^server/(main|cli|compose)\\.ts$|^server/cli/',
      },
    ),
    rule('testing-is-for-tests', 'Factories and fakes are not shipped.', '^(server/(?!testing/)|shared/|client/|seed/)', {
      path: '^server/testing/',
    }),
    rule(
      'packs-come-as-data',
      'The server reads a city pack; only its command line starts the simulator.',
      '^server/(?!(main|cli|compose)\\.ts$|cli/|testing/)',
      {
        path: '^seed/',
      },
    ),

    rule('client-not-server', 'What both need lives in shared/.', '^client/', { path: '^(server|seed|e2e|bench)/' }),
    rule('ui-is-base', 'Tokens, components and texts know no data.', '^client/(ui|i18n)/', { path: '^client/(?!ui/|i18n/)' }),
    rule('client-points-down', 'Features use the machinery, never the other way.', '^client/(ui|i18n|map|charts|api|live|state)/', {
      path: '^client/(features|app)/',
    }),
    rule('features-are-strangers', 'A page in app/ puts features together.', '^client/features/([^/]+)/', {
      path: '^client/features/',
      pathNot: '^client/features/$1/',
    }),
    rule('app-is-top', 'Providers, router and pages are used by main.tsx alone.', '^client/(?!app/|main\\.tsx$)', { path: '^client/app/' }),

    rule('seed-talks-http', 'The simulator is a client like any other.', '^seed/', { path: '^(server|client|e2e|bench)/' }),
    rule('e2e-talks-http', 'A browser test sees what a user sees.', '^e2e/', { path: '^(server|client|seed)/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|test-results)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
