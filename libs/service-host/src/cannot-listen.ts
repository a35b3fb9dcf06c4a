import { createServer } from 'node:net';
import type { MonitorConfig } from '@budget/adapters/nest-platform';

type Address = Pick<MonitorConfig, 'host' | 'port'>;

/** Before anything is made that a start in vain would leave behind. The port is given back: whoever takes it next is told when listening. */
export function refuseUsedPort(address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(cannotListen(error, address)));
    probe.listen(address.port, address.host, () => probe.close(() => resolve()));
  });
}

const NO_ADDRESS_OF_OURS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'];

/** One line that names the variable to change. */
export function cannotListen<Failure>(error: Failure, { host, port }: Address): Failure | Error {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EADDRINUSE')
    return new Error(
      `PORT：${host}:${port} 已被其他程序占用；请停止该程序，或换一个端口，如 PORT=${port + 1} / ` +
        `${host}:${port} is already in use: stop the other program, or start with another port such as PORT=${port + 1}`,
    );
  if (code === 'EACCES')
    return new Error(
      `PORT：当前用户不能使用端口 ${port}；请用 1023 以上的端口，如 PORT=3000 / this user may not listen on port ${port}: choose one above 1023 such as PORT=3000`,
    );
  if (NO_ADDRESS_OF_OURS.includes(code))
    return new Error(
      `HOST：${host} 不是本机的地址 (${code})；请用 127.0.0.1，有反向代理时可用 0.0.0.0 / ${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 behind a reverse proxy`,
    );
  return error;
}
