const DOMAIN = 'libs/domain/milestones/src';
const KERNEL = 'libs/kernel/src';
const PORTS = 'libs/ports/src';
const CONTRACTS = 'libs/contracts/src';
const DOCUMENTS = 'libs/target-documents/src';
const STORE = 'libs/adapters/event-store-postgres/src';
const MEMORY_STORE = 'libs/adapters/event-store-memory/src';
const READ_STORE = 'libs/adapters/read-store-postgres/src';
const PLATFORM = 'libs/adapters/nest-platform/src';
const TESTING = 'libs/testing/src';
const HOST = 'libs/service-host/src';
const COMMAND = 'apps/command-service/src';
const PROJECTION = 'apps/projection-service/src';
const MONITOR = 'apps/monitor/src';
const DASHBOARD = 'apps/dashboard/src';

const LAYER = '@nx/enforce-module-boundaries';
const IMPORTS = 'no-restricted-imports';
const GLOBALS = 'no-restricted-globals';
const SYNTAX = 'no-restricted-syntax';

const use = (name, from) => `import { ${name} } from '${from}';\nexport const probe = ${name};\n`;
const useType = (name, from) => `import type { ${name} } from '${from}';\nexport type Probe = ${name};\n`;
const value = (expression) => `export const probe = () => ${expression};\n`;

/** [sentence, folder, source planted in a file of that folder, rule that must report it (null: no rule may), 'spec' or 'typed'?]. */
export const plantedViolations = [
  ['the kernel uses no other layer', KERNEL, use('EVENT_STORE', '@budget/ports'), LAYER],
  ['the kernel uses decimal.js and no other package', KERNEL, use('z', 'zod'), LAYER],
  ['the domain uses no Nest', DOMAIN, use('Injectable', '@nestjs/common'), LAYER],
  ['the domain uses no TypeORM, not even its types', DOMAIN, useType('DataSource', 'typeorm'), LAYER],
  [
    'the domain uses no type of a driver written in place',
    DOMAIN,
    "export type Probe = import('pg').Pool;\n",
    '@typescript-eslint/consistent-type-imports',
  ],
  ['the domain uses no decimal.js beside Money', DOMAIN, use('Decimal', 'decimal.js'), LAYER],
  ['the domain uses no package that nobody declared', DOMAIN, use('load', 'js-yaml'), LAYER],
  ['the domain uses no port', DOMAIN, use('EVENT_STORE', '@budget/ports'), LAYER],
  ['a service host uses no domain', 'libs/service-host/src', use('projectBudgetDecider', '@budget/domain/project-budget'), LAYER],
  ['the domain uses no contract', DOMAIN, use('moneyText', '@budget/contracts'), LAYER],
  ['the domain uses no adapter', DOMAIN, use('MemoryEventStore', '@budget/adapters/event-store-memory'), LAYER],
  ['one domain library does not use another', DOMAIN, use('projectBudgetDecider', '@budget/domain/project-budget'), LAYER],
  ['no library is reached by its path', DOMAIN, use('Money', '../../../kernel/src/money'), LAYER],
  ['no library imports itself by its public name', DOMAIN, use('judgeMilestone', '@budget/domain/milestones'), LAYER],
  ['the domain uses no test kit', DOMAIN, use('specFor', '@budget/testing'), LAYER],
  ['the ports use no domain', PORTS, use('judgeMilestone', '@budget/domain/milestones'), LAYER],
  ['the ports use no package', PORTS, useType('PoolClient', 'pg'), LAYER],
  ['the contracts use no domain', CONTRACTS, use('judgeMilestone', '@budget/domain/milestones'), LAYER],
  ['the contracts use zod and no other package', CONTRACTS, use('Injectable', '@nestjs/common'), LAYER],
  ['the document readers use no port', DOCUMENTS, use('EVENT_STORE', '@budget/ports'), LAYER],
  ['the document readers use no Nest', DOCUMENTS, use('Injectable', '@nestjs/common'), LAYER],
  ['an adapter uses no domain', STORE, use('judgeMilestone', '@budget/domain/milestones'), LAYER],
  ['an adapter uses no other adapter', STORE, use('MemoryEventStore', '@budget/adapters/event-store-memory'), LAYER],
  ['the PostgreSQL event store knows no TypeORM', STORE, use('DataSource', 'typeorm'), LAYER],
  ['the in-memory event store knows no technology', MEMORY_STORE, use('Pool', 'pg'), LAYER],
  ['the read store knows no Nest', READ_STORE, use('Injectable', '@nestjs/common'), LAYER],
  ['the Nest platform knows no TypeORM', PLATFORM, use('DataSource', 'typeorm'), LAYER],
  ['the test kit uses no adapter', TESTING, use('MemoryEventStore', '@budget/adapters/event-store-memory'), LAYER],
  ['the service host uses no domain', HOST, use('judgeMilestone', '@budget/domain/milestones'), LAYER],
  ['the service host knows no TypeORM', HOST, use('DataSource', 'typeorm'), LAYER],
  ['an adapter does not use the service host', PLATFORM, use('openHost', '@budget/service-host'), LAYER],
  ['a service uses no test kit', COMMAND, use('specFor', '@budget/testing'), LAYER],
  ['a service uses no other service', COMMAND, use('ProjectionServiceModule', '@budget/projection-service'), LAYER],
  ['a service does not use the monitor', PROJECTION, use('serve', '@budget/monitor'), LAYER],
  [
    'the monitor uses the services by their public name alone',
    MONITOR,
    use('CommandServiceModule', '@budget/command-service/src/command.module'),
    LAYER,
  ],
  ['the monitor reaches no service by its path', MONITOR, use('CommandServiceModule', '../../command-service/src/index'), LAYER],
  ['the monitor uses no test kit', MONITOR, use('specFor', '@budget/testing'), LAYER],
  ['the dashboard uses no domain', DASHBOARD, use('judgeMilestone', '@budget/domain/milestones'), LAYER],
  ['the dashboard uses no port', DASHBOARD, use('EVENT_STORE', '@budget/ports'), LAYER],
  ['the dashboard uses no service', DASHBOARD, use('CommandServiceModule', '@budget/command-service'), LAYER],
  ['the dashboard uses no Nest', DASHBOARD, use('Injectable', '@nestjs/common'), LAYER],
  ['the dashboard uses no driver', DASHBOARD, use('Pool', 'pg'), LAYER],
  ['the dashboard uses no Node built-in', DASHBOARD, use('readFileSync', 'node:fs'), IMPORTS],
  ['the contracts use no Node built-in', CONTRACTS, use('randomUUID', 'node:crypto'), IMPORTS],
  ['the ports use no Node built-in but node:crypto', PORTS, use('readFileSync', 'node:fs'), IMPORTS],
  ['the kernel uses no node:crypto', KERNEL, use('randomUUID', 'node:crypto'), IMPORTS],
  ['the domain uses no node:crypto', DOMAIN, use('randomUUID', 'node:crypto'), IMPORTS],
  ['the domain uses no built-in without its prefix either', DOMAIN, use('readFileSync', 'fs'), IMPORTS],
  ['the domain uses no subpath of a built-in', DOMAIN, use('readFile', 'node:fs/promises'), IMPORTS],
  ['the domain reads no clock', DOMAIN, value('new Date()'), SYNTAX],
  ['the domain reads no clock by Date.now', DOMAIN, value('Date.now()'), SYNTAX],
  ['the domain reads no clock by calling Date', DOMAIN, value('Date()'), SYNTAX],
  ['the kernel reads no clock', KERNEL, value('new Date()'), SYNTAX],
  ['the domain measures no running time', DOMAIN, value('performance.now()'), GLOBALS],
  ['the domain takes no random number', DOMAIN, value('Math.random()'), SYNTAX],
  ['the domain takes no random id', DOMAIN, value('crypto.randomUUID()'), GLOBALS],
  ['the domain reads no environment', DOMAIN, value("process.env['PORT']"), GLOBALS],
  ['the kernel reads no environment', KERNEL, value("process.env['PORT']"), GLOBALS],
  ['the domain reaches nothing through globalThis', DOMAIN, value('globalThis.fetch'), GLOBALS],
  ['the domain prints nothing', DOMAIN, value("console.info('probe')"), GLOBALS],
  ['the domain waits for no timer', DOMAIN, value('setTimeout(() => undefined, 1)'), GLOBALS],
  ['the domain calls no network', DOMAIN, value("fetch('/')"), GLOBALS],
  ['money is not read as a binary float', COMMAND, value("parseFloat('0.10')"), SYNTAX],
  [
    'money does not become a binary float',
    PROJECTION,
    'export const probe = (amount: { toNumber(): number }) => amount.toNumber();\n',
    SYNTAX,
  ],
  ['services use no in-memory event bus', COMMAND, use('EventBus', '@nestjs/cqrs'), IMPORTS],
  ['services use no in-memory event publisher', COMMAND, use('EventPublisher', '@nestjs/cqrs'), IMPORTS],
  ['services use no in-memory event handlers', PROJECTION, use('EventsHandler', '@nestjs/cqrs'), IMPORTS],
  ['services use no aggregate of the framework', COMMAND, use('AggregateRoot', '@nestjs/cqrs'), IMPORTS],
  ['services use no saga', MONITOR, use('Saga', '@nestjs/cqrs'), IMPORTS],
  [
    'a switch names every case',
    DOMAIN,
    "export const probe = (mark: 'x' | 'y') => {\n  switch (mark) {\n    case 'x':\n      return 1;\n    default:\n      return 2;\n  }\n};\n",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['no promise is dropped', COMMAND, 'export const probe = () => {\n  Promise.resolve();\n};\n', '@typescript-eslint/no-floating-promises'],
  [
    'no promise stands where a truth value is read',
    COMMAND,
    'export const probe = (found: Promise<boolean>) => (found ? 1 : 2);\n',
    '@typescript-eslint/no-misused-promises',
  ],
  ['no value is of type any', COMMAND, 'export const probe = (text: any) => typeof text;\n', '@typescript-eslint/no-explicit-any'],
  [
    'a type-only import says so',
    COMMAND,
    "import { Instant } from '@budget/kernel';\nexport type Probe = Instant;\n",
    '@typescript-eslint/consistent-type-imports',
  ],
  [
    'nothing is declared and left unused',
    COMMAND,
    'export const probe = (text: string) => {\n  const unused = text;\n};\n',
    '@typescript-eslint/no-unused-vars',
  ],
  ['services print through the log', PROJECTION, value("console.log('probe')"), 'no-console'],
  ['exports have names', COMMAND, 'export default 1;\n', SYNTAX],
  ['no rule is switched off in place', DOMAIN, '// eslint-disable-next-line\nexport const probe = () => new Date();\n', SYNTAX],
  ['unfinished work is not left in a comment', COMMAND, '// TO' + 'DO: probe\nexport const probe = 1;\n', 'no-warning-comments'],
  ['a spec of a service uses no other service', COMMAND, use('ProjectionServiceModule', '@budget/projection-service'), LAYER, 'spec'],

  ['control: the kernel uses decimal.js', KERNEL, use('Decimal', 'decimal.js'), null],
  ['control: the domain uses Money', DOMAIN, use('Money', '@budget/kernel'), null],
  ['control: the domain builds a date from text', DOMAIN, 'export const probe = (text: string) => new Date(text);\n', null],
  ['control: the ports use node:crypto', PORTS, use('createHash', 'node:crypto'), null],
  ['control: the contracts use zod', CONTRACTS, use('z', 'zod'), null],
  ['control: the document readers use the domain', DOCUMENTS, useType('ParsedTarget', '@budget/domain/indicators'), null],
  ['control: the PostgreSQL event store uses its driver', STORE, use('Pool', 'pg'), null],
  ['control: the read store uses TypeORM', READ_STORE, use('DataSource', 'typeorm'), null],
  ['control: the Nest platform uses a contract', PLATFORM, use('problem', '@budget/contracts'), null],
  ['control: the service host uses an adapter', HOST, use('readConfig', '@budget/adapters/nest-platform'), null],
  ['control: a service uses the service host', COMMAND, use('runService', '@budget/service-host'), null],
  ['control: a service routes commands', COMMAND, use('CommandBus', '@nestjs/cqrs'), null],
  ['control: a service uses the domain', COMMAND, useType('RecordDisbursement', '@budget/domain/project-budget'), null],
  [
    'control: the monitor composes the three services',
    MONITOR,
    ['command', 'projection', 'alerting'].map((name) => `export * from '@budget/${name}-service';\n`).join(''),
    null,
  ],
  ['control: the dashboard uses a contract', DASHBOARD, use('problem', '@budget/contracts'), null],
  [
    'control: the domain handles every case',
    DOMAIN,
    "export const probe = (mark: 'x' | 'y') => {\n  switch (mark) {\n    case 'x':\n      return 1;\n    case 'y':\n      return 2;\n  }\n};\n",
    null,
    'typed',
  ],
  ['control: a spec uses the test kit', DOMAIN, "export * from '@budget/testing';\n", null, 'spec'],
  ['control: a spec of a service uses an adapter', COMMAND, use('MemoryEventStore', '@budget/adapters/event-store-memory'), null, 'spec'],
];
