// npm run check: format and lint, types, the river, dead code. All of them run; the first failure decides the exit code.
import { spawnSync } from 'node:child_process';
import { install, root } from './install.js';

install();
const bin = (name) => `${root}/node_modules/.bin/${name}`;
const checks = [
	['Format and lint', bin('biome'), ['ci', '.', '--max-diagnostics=60']],
	['Types of the server', bin('tsc'), ['-p', 'tsconfig.json']],
	['Types of the client', bin('tsc'), ['-p', 'client/tsconfig.json']],
	['The river', bin('depcruise'), ['server', 'client', 'gis-layers', 'migrations', 'seeds', '--config', 'scripts/river.js', '--output-type', 'err']],
	['SQL stands in queries', process.execPath, ['scripts/sql-places.js']],
	['Dead code', bin('knip'), []],
];
let failed = 0;
for (const [title, command, args] of checks) {
	const from = performance.now();
	const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
	console.info(`${status === 0 ? '✓' : '✗'} ${title} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
	failed ||= status === 0 ? 0 : 1;
}
process.exit(failed);
