import { endpoints, type Endpoint, type EndpointName } from '@budget/contracts';
import { applyDecorators, RequestMapping, RequestMethod } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

/** The address of an endpoint in the router's words: "/projects/{code}" → "/api/v1/projects/:code", "//metrics" → "/metrics". */
export function routePath({ path }: Pick<Endpoint, 'path'>): string {
  return (path.startsWith('//') ? path.slice(1) : `/api/v1${path}`).replace(/\{(\w+)\}/g, ':$1');
}

/** Serves one entry of the endpoints table with this method. The controller itself carries no path. */
export function Route(name: EndpointName): MethodDecorator {
  const endpoint: Endpoint = endpoints[name];
  return applyDecorators(
    RequestMapping({ method: RequestMethod[endpoint.method], path: routePath(endpoint) }),
    RouteConfig({ endpoint: name }),
  );
}
