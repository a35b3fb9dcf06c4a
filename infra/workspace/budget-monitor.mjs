#!/usr/bin/env node
// npx budget-monitor <command>: the command line, built first when it is missing or stale.
import { launch } from './launch.mjs';

await launch('monitor', process.argv.slice(2));
