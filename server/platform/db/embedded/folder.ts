import { createHash } from 'node:crypto';
import { copyFile, cp, link, mkdir, mkdtemp, readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where things are within a database folder. */
interface Layout {
	/** The data proper. */
	data: string;
	/** The data while it is first made: renamed when it is whole. */
	unfinished: string;
	/** The slim PostGIS of this version. */
	bundle: string;
	/** Who has the folder open. */
	owner: string;
}

const bundleName = 'postgis-0.2.8.tar.gz';
/** The longest path that a unix socket may have on every system. */
const longestSocketPath = 100;

/** The port in the name of the socket, as PostgreSQL's own clients expect it. */
export const port = 5432;

export const layoutOf = (directory: string): Layout => ({
	data: join(directory, 'data'),
	unfinished: join(directory, 'data.unfinished'),
	bundle: join(directory, bundleName),
	owner: join(directory, 'owner.json'),
});

/** The path of the socket in a folder of sockets; `psql -h FOLDER -U postgres` finds it too. */
export const socketPath = (folder: string): string => `${folder}/.s.PGSQL.${port}`;

/** A short name for a folder, the same for each path that leads to it. */
export const nameOf = async (directory: string): Promise<string> =>
	createHash('sha256')
		.update(await realpath(directory))
		.digest('hex')
		.slice(0, 32);

/** Where the socket goes: into the database folder, or, where its path is too long for a socket, into a private temporary one. */
export const socketFolder = async (directory: string): Promise<string> => {
	if (process.platform === 'win32') return `//./pipe/faultline-${await nameOf(directory)}`;
	if (Buffer.byteLength(socketPath(directory)) <= longestSocketPath) return directory;
	return await mkdtemp(join(tmpdir(), 'faultline-'));
};

/**
 * Copies a database folder that nobody has open, the big unchanging bundle by link where the disk allows it. A test run
 * migrates one folder, closes it, and opens copies: this takes a fraction of a second.
 */
export const copyDirectory = async (from: string, to: string): Promise<void> => {
	await mkdir(to, { recursive: true, mode: 0o700 });
	const [source, target] = [layoutOf(from), layoutOf(to)];
	if ((await readdir(from)).includes(bundleName)) await link(source.bundle, target.bundle).catch(() => copyFile(source.bundle, target.bundle));
	await cp(source.data, target.data, { recursive: true, force: false, errorOnExist: true });
};
