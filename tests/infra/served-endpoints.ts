import { AlertingServiceModule } from '@budget/alerting-service';
import { CommandServiceModule } from '@budget/command-service';
import type { EndpointName } from '@budget/contracts';
import { ProjectionServiceModule } from '@budget/projection-service';
import type { Type } from '@nestjs/common';

/** The services of the workspace by the names of their folders, images and network addresses. */
export const SERVICES: Readonly<Record<ServiceName, Type>> = {
  'command-service': CommandServiceModule,
  'projection-service': ProjectionServiceModule,
  'alerting-service': AlertingServiceModule,
};
export type ServiceName = 'command-service' | 'projection-service' | 'alerting-service';

/** The entries of the endpoints table that the controllers of this service serve, asked of their own decorators. */
export const endpointsOf = (service: ServiceName): readonly EndpointName[] => controllersOf(SERVICES[service]).flatMap(routesOf);

function controllersOf(module: Type): readonly Type[] {
  const listed = (key: string): readonly unknown[] => (Reflect.getMetadata(key, module) ?? []) as readonly unknown[];
  const imported = listed('imports').filter((entry): entry is Type => typeof entry === 'function');
  return [...(listed('controllers') as readonly Type[]), ...imported.flatMap(controllersOf)];
}

function routesOf({ prototype }: Type): readonly EndpointName[] {
  const methods = Object.values(Object.getOwnPropertyDescriptors(prototype as object)).map(({ value }) => value as unknown);
  return methods.flatMap((method) => {
    if (typeof method !== 'function') return [];
    const config = Reflect.getMetadata('__fastify_route_config__', method) as { readonly endpoint?: EndpointName } | undefined;
    return config?.endpoint === undefined ? [] : [config.endpoint];
  });
}
