#!/usr/bin/env node
// A throwaway native PostGIS, in a folder and on a port of its own, gone when it is no longer needed.
//
//   node scripts/postgres.js                        prints DATABASE_URL=… and runs until Ctrl-C
//   node scripts/postgres.js -- npm test            runs the command with DATABASE_URL set, passes its exit code on
//
//   --install             installs PostgreSQL and PostGIS by apt-get where they are missing (root on Debian or Ubuntu)
//   --durable             with fsync, as a real server has it (measurements); without, faster (tests)
//   --set NAME=VALUE      any setting of PostgreSQL, for example --set shared_buffers=1GB
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { argv, env, execPath, exit, getuid, platform, ppid, stdin, stdout } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const self = fileURLToPath(import.meta.url);
const suffix = platform === 'win32' ? '.exe' : '';
const oldestMajor = 14;
const packages = ['postgresql-15-postgis-3', 'postgresql-postgis'];
const whole = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const fleeting = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const common = { listen_addresses: '127.0.0.1', max_connections: '100', shared_buffers: '256MB', max_wal_size: '4GB', lc_messages: 'C' };

const list = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** Folders that may hold `postgres` and `initdb`, the newest version of each place first. */
const places = async () => {
	const configured = await run('pg_config', ['--bindir']).then(
		({ stdout: text }) => [text.trim()],
		() => [],
	);
	const versions = ['/usr/lib/postgresql', '/opt', 'C:/Program Files/PostgreSQL'].flatMap((root) =>
		list(root)
			.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
			.map((version) => join(root, version, 'bin')),
	);
	const brewed = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) =>
		list(root)
			.filter((name) => name.startsWith('postgresql'))
			.map((name) => join(root, name, 'bin')),
	);
	return [...versions, ...configured, ...brewed, ...(env.PATH ?? '').split(delimiter)];
};

/** Whether the programs in the folder are a PostgreSQL that is new enough and has PostGIS. */
const suits = async (bin) => {
	if (!['postgres', 'initdb'].every((name) => existsSync(join(bin, name + suffix)))) return false;
	try {
		const { stdout: version } = await run(join(bin, `postgres${suffix}`), ['--version']);
		const major = Number(/(\d+)/.exec(version)?.[1] ?? 0);
		const asked = await run(join(bin, `pg_config${suffix}`), ['--sharedir']).then(
			({ stdout: text }) => text.trim(),
			() => `/usr/share/postgresql/${major}`,
		);
		return major >= oldestMajor && existsSync(join(asked, 'extension', 'postgis.control'));
	} catch {
		return false;
	}
};

const find = async () => {
	for (const bin of await places()) if (await suits(bin)) return bin;
	return undefined;
};

/** Installs by apt-get where that can be done without asking anybody. */
const installed = async () => {
	if (platform !== 'linux' || getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
	const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 1 << 26 };
	console.error('Installing PostgreSQL with PostGIS by apt-get …');
	await run('apt-get', ['update', '-q'], quiet).catch(() => undefined);
	for (const name of packages) {
		const done = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], quiet).catch(() => undefined);
		if (done) return await find();
	}
	return undefined;
};

const freePort = async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	server.close();
	await once(server, 'close');
	return port;
};

/** PostgreSQL refuses to run as root: there it runs as `postgres`, or, where that user is missing, as nobody. */
const servant = () => {
	if (getuid?.() !== 0) return undefined;
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith('postgres:'));
	const [, , uid, gid] = (line ?? 'nobody:x:65534:65534').split(':');
	return { uid: Number(uid), gid: Number(gid) };
};

/** Waits for the word that it is ready; throws with the end of its log if it never comes. */
const ready = async (server, log) => {
	for (const until = Date.now() + 60_000; Date.now() < until; await pause(30)) {
		const text = readFileSync(log, 'utf8');
		if (text.includes('ready to accept connections')) return;
		if (server.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${text.split('\n').slice(-8).join('\n')}`);
	}
	throw new Error('PostgreSQL was not ready within a minute.');
};

/** Starts a process that outlives this one by a moment: when its input ends, however that comes about, it ends the server and clears the folder away. */
const guarded = (server, folder) => {
	const guard = spawn(execPath, [self, '--guard', String(server.pid), folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
	guard.stdin.on('error', () => undefined);
	guard.unref();
	guard.stdin.unref?.();
	return guard;
};

const isAlive = (id) => {
	try {
		process.kill(id, 0);
		return true;
	} catch {
		return false;
	}
};

const guard = async (server, folder) => {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
	stdin.resume();
	await once(stdin, 'close');
	const stillOurs = () => isAlive(server) && existsSync(join(folder, 'data', 'postmaster.pid'));
	for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
		if (stillOurs()) process.kill(server, signal);
		for (const until = Date.now() + 5000; stillOurs() && Date.now() < until; ) await pause(20);
	}
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
};

/**
 * Starts a throwaway PostGIS and answers `{ url, stop }`. `install`: apt-get may be used; `durable`: with fsync;
 * `settings`: further settings of PostgreSQL. It also ends when this process dies. Throws where there is no PostGIS.
 */
export const startPostgres = async ({ install = false, durable = false, settings = {} } = {}) => {
	const bin = (await find()) ?? (install ? await installed() : undefined);
	if (!bin) {
		throw new Error(
			`No PostgreSQL ${oldestMajor} or newer with PostGIS was found. On Debian or Ubuntu: apt-get install ${packages[0]} (as root, --install does it); elsewhere see https://postgis.net/documentation/getting_started/.`,
		);
	}
	const folder = await mkdtemp(join(tmpdir(), 'faultline-postgres-'));
	const user = servant();
	if (user) await chown(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const log = join(folder, 'log');
	const as = { ...user, cwd: folder };
	await run(join(bin, `initdb${suffix}`), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], as);
	const port = await freePort();
	const chosen = { ...common, ...(durable ? whole : fleeting), port: String(port), unix_socket_directories: platform === 'win32' ? '' : folder, ...settings };
	const options = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const output = openSync(log, 'w');
	const server = spawn(join(bin, `postgres${suffix}`), ['-D', data, ...options], { ...as, stdio: ['ignore', output, output], detached: true });
	const keeper = guarded(server, folder);
	server.unref();
	const stop = async () => {
		if (keeper.exitCode !== null) return;
		keeper.ref();
		keeper.stdin.end();
		await once(keeper, 'exit');
	};
	try {
		await ready(server, log);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
};

/** The command's exit code, with DATABASE_URL in its environment. */
const command = async ([program, ...rest], url) => {
	const child = spawn(program, rest, { stdio: 'inherit', env: { ...env, DATABASE_URL: url }, shell: platform === 'win32' });
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
	const [code, signal] = await Promise.race([once(child, 'exit'), once(child, 'error').then(() => [127, null])]);
	return code ?? 128 + (constants.signals[signal] ?? 0);
};

/** Until Ctrl-C, or until whoever started this program is gone. */
const untilTold = () =>
	new Promise((told) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, told);
		setInterval(() => process.ppid !== ppid && told(), 1000);
	});

const settingsIn = (options) =>
	Object.fromEntries(options.flatMap((option, at) => (options[at - 1] === '--set' && option.includes('=') ? [option.split(/=(.*)/s).slice(0, 2)] : [])));

const main = async (words) => {
	const at = words.indexOf('--');
	const options = at < 0 ? words : words.slice(0, at);
	const rest = at < 0 ? [] : words.slice(at + 1);
	const server = await startPostgres({ install: options.includes('--install'), durable: options.includes('--durable'), settings: settingsIn(options) });
	let code = 0;
	if (rest.length > 0) code = await command(rest, server.url);
	else {
		stdout.write(`DATABASE_URL=${server.url}\n`);
		await untilTold();
	}
	await server.stop();
	exit(code);
};

if (argv[1] === self && argv[2] === '--guard') await guard(Number(argv[3]), argv[4]);
else if (argv[1] === self) {
	await main(argv.slice(2)).catch((error) => {
		console.error(error.message);
		exit(1);
	});
}
