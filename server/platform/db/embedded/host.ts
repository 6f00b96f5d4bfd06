// The program of the child process: one engine on one folder, behind one socket. `supervisor.ts` starts it, and it lives no longer than its parent.
import { access, mkdir, rename, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { neededExtensions } from '../extensions.ts';
import { type OpenEngine, openEngine } from './engine.ts';
import { layoutOf, socketPath } from './folder.ts';
import { openFront } from './front.ts';
import { housekeeping } from './housekeeping.ts';
import { lockFolder } from './lock.ts';
import { Session } from './session.ts';
import type { FromHost } from './supervisor.ts';
import { watch } from './watchdog.ts';
import { problem } from './wire.ts';

const tell = (news: FromHost): Promise<void> => new Promise((told) => (process.send ? process.send(news, () => told()) : told()));

/** Makes the data in a temporary folder, so that a crash on the way leaves nothing half made. */
const create = async (directory: string): Promise<void> => {
	const layout = layoutOf(directory);
	await tell({ say: 'Making the embedded database (about ten seconds, once).' });
	await rm(layout.unfinished, { recursive: true, force: true });
	const engine = await openEngine(layout.unfinished, layout.bundle);
	for (const name of neededExtensions) await engine.exec(`create extension if not exists ${name}`);
	await engine.exec('checkpoint');
	await engine.close();
	await rename(layout.unfinished, layout.data);
};

const open = async (directory: string): Promise<OpenEngine> => {
	const { data, bundle } = layoutOf(directory);
	await mkdir(directory, { recursive: true, mode: 0o700 });
	await lockFolder(directory);
	const exists = await access(`${data}/PG_VERSION`).then(
		() => true,
		() => false,
	);
	if (!exists) await create(directory);
	return await openEngine(data, bundle);
};

/** The session on the engine, with its watchdog and its housekeeping. */
const sessionOn = (engine: OpenEngine, patience: number): Session => {
	const watched = watch();
	const session: Session = new Session({
		engine: { ...engine, run: (bytes) => watched(() => engine.run(bytes)) },
		patience,
		broken: (reason) => void leave(`The embedded database stopped (${reason.message}).`),
		between: housekeeping(
			() => session,
			() => {
				for (const peer of session.peers) peer.end(problem('FATAL', '57P01', 'the embedded database starts again after a swallowed exception'));
				void leave('The embedded database starts again after a swallowed exception.');
			},
		),
	});
	setInterval(() => session.tidy(), 60_000).unref();
	return session;
};

/** Leaves without closing the data: a recovery is safer than the last writes of an engine that is not trusted. */
const leave = async (why: string): Promise<void> => {
	await tell({ say: why });
	// A moment for the last words to reach the clients.
	setTimeout(() => process.exit(75), 20);
};

const close = async (engine: OpenEngine, session: Session, front: Server): Promise<void> => {
	front.close();
	for (const peer of session.peers) peer.end(problem('FATAL', '57P01', 'the embedded database is closing'));
	while (!session.idle) await new Promise((turn) => setTimeout(turn, 10));
	await engine.exec('checkpoint');
	await engine.close();
	process.exit(0);
};

const main = async (directory: string, sockets: string, patience: number): Promise<void> => {
	// Ctrl-C reaches the whole group: the parent decides when its database goes.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
	process.on('disconnect', () => process.exit(0));
	const engine = await open(directory);
	const session = sessionOn(engine, patience);
	if (process.platform !== 'win32') await rm(socketPath(sockets), { force: true });
	const front = await openFront(session, engine.parameters, socketPath(sockets));
	process.on('message', () => void close(engine, session, front));
	await tell({ ready: true });
};

main(process.argv[2] ?? '', process.argv[3] ?? '', Number(process.argv[4])).catch(async (error: unknown) => {
	await tell({ failed: error instanceof Error ? error.message : String(error) });
	process.exit(1);
});
