// npm run bench -- NAME: measures the product against its bars. Prints a table, then one line of JSON; exits 0 only where the bars hold.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './install.js';

install();
const folder = join(root, 'tests', 'bench');
const names = readdirSync(folder)
	.filter((it) => it.endsWith('.ts'))
	.map((it) => it.slice(0, -3));
const [name, ...options] = process.argv.slice(2);
if (!names.includes(name)) {
	console.error(`Which one? npm run bench -- ${names.join(' | ')}`);
	process.exit(2);
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`), ...options], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
});
process.exit(status ?? 1);
