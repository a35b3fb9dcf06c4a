import 'reflect-metadata';
import { Command } from 'commander';
import { serveEverything } from './serve.command';

const program = new Command('budget-monitor').description('预算执行与绩效双监控 / Budget execution monitor');
program
  .command('serve', { isDefault: true })
  .description('启动全部服务 / Start everything in one process')
  .option('--sample', '载入样例')
  .action(serveEverything);
await program.parseAsync();
