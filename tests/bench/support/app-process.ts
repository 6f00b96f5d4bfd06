// The real application in a process of its own: serves the database of DATABASE_URL, says on which port, ends when told.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../server/app.ts';
import { settings } from '../../../server/platform/config.ts';
import { openDatabase } from '../../../server/platform/db/index.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
const database = await openDatabase({ url: settings.databaseUrl, directory: '' });
const running = await createApp({
	db: database.knex,
	settings: { ...settings, dataDirectory, rateLimit: 0, sessionSecret: 'a secret for measuring that is long enough' },
});
const http = createServer(running.app).listen(0, '127.0.0.1');
http.once('listening', () => process.send?.({ port: (http.address() as AddressInfo).port }));

async function stop(): Promise<void> {
	http.close();
	http.closeAllConnections();
	await running.close();
	await database.close();
	rmSync(dataDirectory, { recursive: true, force: true });
	process.exit(0);
}

process.once('message', () => void stop());
process.once('disconnect', () => void stop());
