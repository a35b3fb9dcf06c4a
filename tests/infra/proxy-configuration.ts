import {
  ASK_AGAIN,
  DATA_HEADERS,
  FOR_EVER,
  LARGEST_REQUEST,
  notFound,
  PAGE_HEADERS,
  ProblemError,
  routePath,
  tooLarge,
} from '@budget/adapters/nest-platform';
import { endpoints, type Endpoint } from '@budget/contracts';
import { SERVICE_PORT } from './files';
import { endpointsOf, SERVICES, type ServiceName } from './served-endpoints';

const NAMES = Object.keys(SERVICES) as readonly ServiceName[];
const group = (service: ServiceName): string => service.replace('-', '_');

const AWAY = new ProblemError({
  status: 503,
  code: 'service-unavailable',
  detail:
    '服务暂不可用或没有及时答复，请稍后再试；重试时请用同一个 Idempotency-Key / ' +
    'The service is away or gave no answer in time; try again with the same Idempotency-Key',
});

export type Way = { readonly pattern: string; readonly service: ServiceName };

/** What "$request_method $request_uri" must match to be a request of a service. Addresses as they were sent: nothing is decoded. */
export const WAYS: readonly Way[] = NAMES.flatMap((service) =>
  endpointsOf(service).map((name) => {
    const endpoint: Endpoint = endpoints[name];
    const methods = endpoint.method === 'GET' ? '(GET|HEAD)' : endpoint.method;
    const address = routePath(endpoint).replaceAll('.', '\\.').replace(/:\w+/g, '[^/?]+');
    return { pattern: `^${methods} ${address}(\\?|$)`, service };
  }),
);

/** Addresses whose answer has no end: passed on as it comes. */
const STREAMS = (Object.values(endpoints) as Endpoint[])
  .filter(({ answers }) => Object.values(answers).includes('text/event-stream'))
  .map(routePath);

const headers = (set: Readonly<Record<string, string>>): string =>
  Object.entries(set)
    .map(([name, value]) => `        add_header ${name} "${value}" always;`)
    .join('\n');

const problem = (place: string, error: ProblemError): string => `
    location ${place} {
        types { }
        default_type 'application/problem+json; charset=utf-8';
${headers(DATA_HEADERS)}
        return ${error.status} '${error.toBody()}';
    }`;

/** infra/proxy/default.conf.template: the one address of an installation of several services. */
export function proxyConfiguration(): string {
  return `# Made from the endpoints table and the controllers of the services. Do not edit; to make it again:
# WRITE_PROXY_CONFIGURATION=1 npm run unit -- --testPathPatterns tests/infra/proxy

# Which service a request belongs to. What nobody knows is refused by the command service, in the words of the contract.
map "$request_method $request_uri" $service {
    default ${group('command-service')};
${WAYS.map(({ pattern, service }) => `    "~${pattern}" ${group(service)};`).join('\n')}
}

# Asked of the name server again and again: copies come and go.
resolver \${NGINX_LOCAL_RESOLVERS} valid=5s;
${NAMES.map(
  (service) => `upstream ${group(service)} {
    zone ${group(service)} 64k;
    server ${service}\${SERVICE_DOMAIN}:${SERVICE_PORT} resolve;
    keepalive 32;
}`,
).join('\n')}

# What is shown where no file is: the dashboard, but for its own parts and for programs that ask for data.
map "$uri $http_accept" $page {
    default /no-such-file;
    "~^/assets/" /no-such-file;
    "~ $" /index.html;
    "~ .*text/html" /index.html;
    "~ .*\\*/\\*" /index.html;
}
map $uri $caching {
    default "${ASK_AGAIN}";
    "~^/assets/" "${FOR_EVER}";
}

server {
    listen 8080;
    server_tokens off;
    absolute_redirect off;

    client_max_body_size ${LARGEST_REQUEST};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    # Appended, never believed: the services count from the end (TRUST_PROXY).
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_connect_timeout 3s;
    proxy_read_timeout 300s;
    error_page 404 @unknown;
    error_page 413 @too-large;
    error_page 502 504 =503 @away;

    location /api/ {
        proxy_pass http://$service;
    }
${STREAMS.map(
  (address) => `    location = ${address} {
        proxy_pass http://$service;
        proxy_buffering off;
        gzip off;
    }`,
).join('\n')}

    # Health of this proxy, of the figures, and of each service. /metrics is not for the outside.
    location = /health/live {
        default_type 'application/json; charset=utf-8';
${headers(DATA_HEADERS)}
        return 200 '{"status":"live"}';
    }
    location = /health/ready {
        proxy_pass http://${group('projection-service')};
    }
${NAMES.map(
  (service) => `    location = /health/${service} {
        rewrite ^ /health/ready break;
        proxy_pass http://${group(service)};
    }`,
).join('\n')}
    location = /metrics {
        return 404;
    }
    location = /api {
        return 404;
    }

    # The dashboard: built files, and index.html for every address that only it knows.
    location / {
        root /usr/share/nginx/html;
        try_files $uri $page =404;
        charset utf-8;
        gzip on;
        gzip_vary on;
        gzip_types text/css text/javascript application/javascript application/json image/svg+xml;
        add_header Cache-Control $caching;
${headers(PAGE_HEADERS)}
    }
${problem('@unknown', notFound())}
${problem('@too-large', tooLarge())}
${problem('@away', AWAY)}
}
`;
}
