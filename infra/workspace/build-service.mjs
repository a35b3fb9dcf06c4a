// node infra/workspace/build-service.mjs <service>: the build target of every service (nx.json).
import { build } from 'esbuild';
import { serviceBundle } from './service-bundle.mjs';

try {
  await build(serviceBundle(process.argv[2]));
} catch ({ errors }) {
  // esbuild has printed what it found itself, but not what a plugin found at the end.
  for (const { pluginName, text } of errors) if (pluginName) console.error(text);
  process.exitCode = 1;
}
