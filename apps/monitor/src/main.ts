import 'reflect-metadata';
import { addResetPasswordCommand } from './access/reset-password.command';
import { addCheckCommand } from './check/check.command';
import { commandLine, runCommandLine } from './command-line';
import { addImportCommand } from './import/import.command';
import { addProjectionsCommand } from './projections/projections.command';
import { addRelayCommand } from './relay/relay.command';
import { addServeCommand } from './serve.command';
import { addSimulateCommand } from './simulate/simulate.command';

const program = commandLine('budget-monitor', '预算执行与绩效双监控 / Budget execution and performance monitor');
addServeCommand(program);
addImportCommand(program);
addCheckCommand(program);
addSimulateCommand(program);
addProjectionsCommand(program);
addRelayCommand(program);
addResetPasswordCommand(program);
await runCommandLine(program, process.argv.slice(2), 'serve');
