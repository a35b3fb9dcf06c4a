import { EXIT_USAGE } from '@budget/service-host';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { note } from './terminal';
import { WORKSPACE } from './workspace';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法 / Usage:',
  'Arguments:': '参数 / Arguments:',
  'Options:': '选项 / Options:',
  'Commands:': '命令 / Commands:',
};

/** Of this product. */
export const { version: VERSION } = JSON.parse(readFileSync(join(WORKSPACE, 'package.json'), 'utf8')) as { readonly version: string };

/** A program whose help is Chinese and English, and which never ends the process by itself. Commands added to it inherit that. */
export function commandLine(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .version(VERSION, '-V, --version', '显示版本 / show the version')
    .helpOption('-h, --help', '显示帮助 / show this help')
    .helpCommand('help [命令]', '显示一个命令的帮助 / show the help of a command')
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError(false)
    .exitOverride();
}

/** Runs one command; a wrong command line is one line on stderr and exit code 2. Without any argument it is `fallback`. */
export async function runCommandLine(program: Command, args: readonly string[], fallback: string): Promise<void> {
  try {
    await program.parseAsync(args.length === 0 ? [fallback] : args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    process.exitCode = EXIT_USAGE;
    if (error.code === 'commander.help') return;
    const rule = error.message.replace(/^error: /, '').replace(/\.$/, '');
    note(`命令行有误 / Wrong command line: ${rule} (${program.name()} --help)`);
  }
}

/** An option's value as a whole number between two bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? parseInt(text, 10) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`应为 ${least} 到 ${most} 的整数 / expected a whole number from ${least} to ${most}`);
  };
