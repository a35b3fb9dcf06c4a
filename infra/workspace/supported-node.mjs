import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const numbers = (version) => version.match(/\d+/g).map(Number);

/** Ends the process with one line when this Node is older than `engines.node` of package.json. */
export function refuseOldNode() {
  const { engines } = JSON.parse(readFileSync(join(WORKSPACE_ROOT, 'package.json'), 'utf8'));
  const [wantedMajor, wantedMinor] = numbers(engines.node);
  const [major, minor] = numbers(process.versions.node);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `需要 Node ${wantedMajor}.${wantedMinor} 或更新版本，现在是 ${process.versions.node}；请安装后再运行同一命令 / ` +
      `Node ${wantedMajor}.${wantedMinor} or newer is needed, this is ${process.versions.node}: install it (https://nodejs.org, or \`nvm install\`) and run the same command again`,
  );
  process.exit(1);
}
