import { createServer } from 'node:http';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { createApp } from './app.ts';
import { startImports } from './assets/index.ts';
import { assertProduction } from './auth/index.ts';
import { readyTown } from './first-start.ts';
import { startRuns } from './planning/index.ts';
import { secret, settings } from './platform/config.ts';
import { openDatabase } from './platform/db/index.ts';
import { migrate } from './platform/migrate.ts';
import { startWorker } from './worker.ts';

const say = (line: string): void => console.info(`  ${line}`);

async function clientInDevelopment(): Promise<{ client: RequestHandler } | undefined> {
	if (!process.argv.includes('--dev')) return undefined;
	const { createServer: createVite } = await import('vite');
	const vite = await createVite({ server: { middlewareMode: true }, appType: 'mpa' });
	return { client: vite.middlewares };
}

/** Opens the database, brings it up to date, serves, works; stops cleanly on Ctrl-C. */
async function main(): Promise<void> {
	const database = await openDatabase({ url: settings.databaseUrl, directory: join(settings.dataDirectory, 'database'), say });
	const db = database.knex;
	const steps = await migrate(db);
	if (steps) say(`Brought the schema up to date (${steps} migrations).`);
	const logins = await readyTown(database, settings, say);
	await assertProduction(db, settings);
	const running = await createApp({ db, settings, ...(await clientInDevelopment()) });
	const http = createServer(running.app).listen(settings.port, settings.host);
	await new Promise<void>((resolve, reject) => http.once('listening', resolve).once('error', reject));
	const stopWorker = startWorker({ db, settings, maintain: database.maintain });
	const means = { knex: db, connection: database.connection, directory: settings.dataDirectory, secret: secret(settings.dataDirectory) };
	const stopImports = startImports({ ...means, maintain: database.maintain });
	const stopRuns = startRuns(db);
	greet(logins);
	let stopping = false;
	const stop = async (): Promise<void> => {
		if (stopping) return;
		stopping = true;
		say('Stopping …');
		http.close();
		http.closeAllConnections();
		await Promise.all([stopWorker(), stopImports(), stopRuns()]);
		await running.close();
		await database.close();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
}

function greet(logins: readonly string[]): void {
	const at = settings.publicUrl ?? `http://localhost:${settings.port}`;
	const lines = [
		`Residents   ${at}/`,
		`Console     ${at}/console/`,
		`Crews       ${at}/crew/`,
		`Planner     ${at}/planner/`,
		`API         ${at}/api/`,
		...logins,
	];
	console.info(`\nFaultline is ready.\n\n${lines.map((it) => `  ${it}`).join('\n')}\n\nStop it with Ctrl-C.\n`);
}

main().catch((error: Error) => {
	console.error(`\nFaultline could not start: ${error.message}\n`);
	if (settings.logLevel === 'debug') console.error(error);
	process.exit(1);
});
