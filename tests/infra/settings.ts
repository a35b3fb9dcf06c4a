import { readConfig } from '@budget/adapters/nest-platform';
import { environmentOf } from './dockerfile';
import { textOf } from './files';

/** Every variable that a service knows; tests/architecture holds .env.example to the code. */
export const KNOWN_VARIABLES: readonly string[] = [...textOf('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);

/** What is wrong with this environment of a process of that image: variables it does not know, does not accept, or lacks. */
export function troubleWith(target: string, environment: Readonly<Record<string, string>>): readonly string[] {
  const unknown = Object.keys(environment).filter((name) => !KNOWN_VARIABLES.includes(name));
  const config = readConfig({ ...environmentOf(target), ...environment });
  return [
    ...unknown.map((name) => `${name} is not known`),
    ...(config.ok ? [] : config.failure.map(({ message }) => message)),
    ...(config.ok && config.value.databaseUrl === null ? ['DATABASE_URL is missing'] : []),
  ];
}

/** What keeps the proxy from such a process, or from speaking for its callers. */
export function troubleBehindProxy(target: string, environment: Readonly<Record<string, string>>): readonly string[] {
  const config = readConfig({ ...environmentOf(target), ...environment });
  return [
    ...(config.ok && config.value.host !== '0.0.0.0' ? ['only this container could reach it'] : []),
    ...(config.ok && config.value.trustedProxies === 0 ? ['everybody would share the proxy’s count of failed logins'] : []),
  ];
}
