import { Argument, type Command } from 'commander';
import { runToEnd } from '../running';
import { PROJECTIONS, type ProjectionName } from './projections';
import { rebuild } from './rebuild';

export function addProjectionsCommand(program: Command): void {
  const projections = program.command('projections').description('读模型的维护 / care of the read models');
  projections
    .command('rebuild')
    .description(
      '在现有的表旁边从事件重建，赶上后一次换上；服务照常运行，事件不受影响 / ' +
        'build again from the events beside the live tables, then swap at once; services go on, events are not touched',
    )
    .addArgument(new Argument('[name]', '读模型 / which one').choices(Object.keys(PROJECTIONS)).default('read-model'))
    .option('--verify', '只比较：列出与事件不符的行，不换上 / compare only: report the rows that the events do not give, swap nothing')
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .addHelpText(
      'after',
      '\n退出码 / Exit codes: 0 已换上，或完全一致 / swapped, or all equal, 1 有不同或中断 / rows differ, or interrupted, 2 参数或环境有误 / wrong arguments or environment',
    )
    .action((name: ProjectionName, options: { readonly verify?: boolean; readonly json?: boolean }) =>
      runToEnd((running) => rebuild(name, options, running)),
    );
}
