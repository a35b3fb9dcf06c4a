// npm run start:command | start:projection | start:alerting: one service against DATABASE_URL.
import { launch } from './launch.mjs';

const [service, ...args] = process.argv.slice(2);
await launch(service, args);
