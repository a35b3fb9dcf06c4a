// node infra/workspace/build-service.mjs <service>: the build target of every service (nx.json).
import { build } from 'esbuild';
import { serviceBundle } from './service-bundle.mjs';

await build(serviceBundle(process.argv[2]));
