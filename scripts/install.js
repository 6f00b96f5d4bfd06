// Brings the packages in when they are missing or others than the lock file names. Node alone, no packages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const oldest = [20, 19];

/** Says what is needed before anything else can fail in a riddle. */
function checkNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
	console.error(`Faultline needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`);
	process.exit(1);
}

/** Runs a program with our terminal; ends this process with its code if it fails. */
export function run(command, args, options = {}) {
	const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
	if (error) console.error(`${command} could not be started: ${error.message}`);
	if (status !== 0) process.exit(status ?? 1);
}

/** Installs what package-lock.json names, unless that very lock is installed already. */
export function install() {
	checkNode();
	const lock = createHash('sha256')
		.update(readFileSync(`${root}/package-lock.json`))
		.digest('hex');
	const mark = `${root}/node_modules/.faultline-lock`;
	if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
	console.info('Installing packages (once; a minute or two, depending on your network) …');
	// Not `npm ci`: it refuses where a registry mirror lacks the optional packages of other platforms. Without saving, the lock stays as it is.
	run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
	writeFileSync(mark, lock);
}
