import { startEmbeddedPostgres } from '../start-embedded-postgres';

// Starts the server, says where it is, and holds it until this process is killed.
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: () => undefined });
process.stdout.write(`${JSON.stringify({ pid: server.pid, connectionString: server.connectionString })}\n`);
setInterval(() => undefined, 60_000);
