import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Fits a built single-page app: scripts of our own only, inline styles (Ant Design, ECharts), nothing from elsewhere. */
export const SECURITY_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Served over plain HTTP inside an office network; the proxy that adds TLS adds this too.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
};
