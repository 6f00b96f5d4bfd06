import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { layoutOf, nameOf, socketPath } from './folder.ts';

interface Owner {
	pid: number;
	/** The process that `pid` serves, and dies with. */
	parent: number;
}

/** How long an orphan may need to notice that its parent has died, ms. */
const orphanPatience = 10_000;

/** Whether a process of this number runs. */
const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
};

/** The kernel lets one process listen on a name, and frees the name when the process dies, however it dies. */
const takeName = (name: string): Promise<boolean> =>
	new Promise((done) => {
		const server = createServer((socket) => socket.destroy());
		server.once('error', () => done(false));
		server.listen(name, () => {
			server.unref();
			done(true);
		});
	});

/** A file made by one process only; one left behind by a dead process is moved aside first, and put back if it was not the dead one's after all. */
export const takeFile = async (path: string): Promise<boolean> => {
	const mine = String(process.pid);
	const made = async (): Promise<boolean> =>
		await writeFile(path, mine, { flag: 'wx' }).then(
			() => true,
			() => false,
		);
	if (await made()) return true;
	const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
	if (holder > 0 && isAlive(holder)) return false;
	const aside = `${path}.${mine}`;
	await rename(path, aside).catch(() => undefined);
	const moved = Number(await readFile(aside, 'utf8').catch(() => '0'));
	if (moved !== holder && moved > 0) await rename(aside, path);
	else await rm(aside, { force: true });
	return await made();
};

/** Whether somebody answers on the folder's socket: this is seen also from within another container. */
const answers = (path: string): Promise<boolean> =>
	new Promise((done) => {
		const socket = connect(path);
		const say = (answer: boolean) => (): void => {
			socket.destroy();
			done(answer);
		};
		socket.once('connect', say(true));
		socket.once('error', say(false));
	});

const take = async (directory: string): Promise<boolean> => {
	if (process.platform !== 'win32' && (await answers(socketPath(directory)))) return false;
	const name = `faultline-lock-${await nameOf(directory)}`;
	if (process.platform === 'linux') return await takeName(`\0${name}`);
	if (process.platform === 'win32') return await takeName(`\\\\.\\pipe\\${name}`);
	return await takeFile(`${directory}/lock`);
};

const ownerOf = async (path: string): Promise<Owner | undefined> =>
	await readFile(path, 'utf8').then(
		(text) => JSON.parse(text) as Owner,
		() => undefined,
	);

/**
 * Takes the folder for this process, for as long as it lives. Two engines on one folder destroy it, and the engine itself
 * keeps nobody out. A holder whose parent has died is about to leave: it is waited for. Throws where the folder stays taken.
 */
export const lockFolder = async (directory: string): Promise<void> => {
	const { owner } = layoutOf(directory);
	const until = Date.now() + orphanPatience;
	while (!(await take(directory))) {
		const holder = await ownerOf(owner);
		const orphan = holder !== undefined && !isAlive(holder.parent);
		if (!orphan || Date.now() > until)
			throw new Error(
				`The database folder ${directory} is already open in another process${holder ? ` (${holder.parent})` : ''}: stop that one first, or choose another folder.`,
			);
		await pause(100);
	}
	await writeFile(owner, JSON.stringify({ pid: process.pid, parent: process.ppid } satisfies Owner));
};
