// npm start [-- arguments]: everything in one process, from a fresh clone.
import { launch } from './launch.mjs';

await launch('monitor', ['serve', ...process.argv.slice(2)], { also: ['dashboard'] });
