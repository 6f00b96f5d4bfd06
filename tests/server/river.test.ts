import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'faultline-river-'));

/** Each rule of the architecture with a file that breaks it. */
const violations: [rule: string, file: string, content: string][] = [
	['river-assets', 'server/assets/bad.ts', `import { sight } from '../faults/index.ts';\nexport const bad = sight;`],
	['river-network', 'server/network/bad.ts', `import { sight } from '../faults/index.ts';\nexport const bad = sight;`],
	['river-faults', 'server/faults/bad.ts', `import { take } from '../reports/index.ts';\nexport const bad = take;`],
	['river-platform', 'server/platform/bad.ts', `import { rightsOf } from '../auth/index.ts';\nexport const bad = rightsOf;`],
	['maths-is-alone', 'server/maths/bad.ts', `import type { Sql } from '../platform/sql.ts';\nexport type Bad = Sql;`],
	['river-to-shore', 'server/reports/bad.ts', `import { sendDue } from '../notify/index.ts';\nexport const bad = sendDue;`],
	['shore-to-shore', 'server/tiles/bad.ts', `import { sendDue } from '../notify/index.ts';\nexport const bad = sendDue;`],
	['to-the-mouth', 'server/work/bad.ts', `import { createApp } from '../app.ts';\nexport const bad = createApp;`],
	['by-the-front-door', 'server/work/bad-door.ts', `import { openFault } from '../faults/open.ts';\nexport const bad = openFault;`],
	['contracts-are-pure', 'server/bad/contract.ts', `import { sql } from '../platform/sql.ts';\nexport const bad = sql;`],
	['client-to-contract', 'client/resident/bad.ts', `import { sql } from '../../server/platform/sql.ts';\nexport const bad = sql;`],
	['app-to-app', 'client/console/bad.ts', `import '../planner/main.tsx';`],
	['shared-to-app', 'client/ui/bad.ts', `import '../planner/main.tsx';`],
	['layers-by-type', 'client/map/bad.ts', `import { icons } from '../../gis-layers/index.ts';\nexport const bad = icons;`],
	['shelf-files-are-alone', 'server/planning/reports/bad.ts', `import { sight } from '../../faults/index.ts';\nexport default sight;`],
	['server-not-to-client', 'server/work/bad-client.ts', `import '../../client/planner/main.tsx';`],
	['resolvable', 'server/work/bad-import.ts', `import { nowhere } from './nowhere.ts';\nexport const bad = nowhere;`],
	['no-cycles', 'server/work/bad-circle.ts', `import type { There } from './bad-circle-back.ts';\nexport type Here = There;`],
	['declared', 'server/work/bad-package.ts', `import { cruise } from 'acorn';\nexport const bad = cruise;`],
];

beforeAll(() => {
	for (const folder of ['server', 'client', 'gis-layers', 'scripts', 'seeds', 'migrations'])
		cpSync(join(root, folder), join(scratch, folder), { recursive: true });
	for (const file of ['package.json', 'tsconfig.json', 'biome.json']) cpSync(join(root, file), join(scratch, file));
	symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
	for (const [, file, content] of violations) {
		mkdirSync(dirname(join(scratch, file)), { recursive: true });
		writeFileSync(join(scratch, file), `${content}\n`);
	}
	writeFileSync(join(scratch, 'server/work/bad-circle-back.ts'), `import type { Here } from './bad-circle.ts';\nexport type There = Here | 1;\n`);
	writeFileSync(join(scratch, 'server/work/bad-sql.ts'), `import { sql } from '../platform/sql.ts';\nexport const bad = sql\`select 1\`;\n`);
}, 120_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the rules bite', () => {
	it('refuses each way of breaking the river, by name', () => {
		const { stdout } = spawnSync(join(root, 'node_modules/.bin/depcruise'), ['server', 'client', '--config', 'scripts/river.js', '--output-type', 'json'], {
			cwd: scratch,
			encoding: 'utf8',
			maxBuffer: 1 << 29,
		});
		const found = (JSON.parse(stdout).summary.violations as { from: string; rule: { name: string } }[]).map((it) => `${it.rule.name} ${it.from}`);
		const missing = violations
			.filter(([rule, file]) => !found.some((it) => it === `${rule} ${file}` || it === `${rule} ${file.replace('.ts', '-back.ts')}`))
			.map(([rule]) => rule);
		expect(missing).toEqual([]);
		const elsewhere = found.filter((it) => !/\/bad/.test(it));
		expect(elsewhere).toEqual([]);
	}, 120_000);

	it('refuses SQL outside its places', () => {
		const { status, stderr } = spawnSync(process.execPath, ['scripts/sql-places.js', scratch], { cwd: scratch, encoding: 'utf8' });
		expect(status).toBe(1);
		expect(stderr).toContain('server/work/bad-sql.ts');
	});

	it('refuses a default export, an enum, a long function and a loose promise', () => {
		const bad = join(scratch, 'server/work/bad-style.ts');
		const long = Array.from({ length: 45 }, (_, i) => `\tconsole.info(${i});`).join('\n');
		writeFileSync(bad, `export enum Colour { Red }\nasync function act() {}\nexport function long() {\n\tact();\n${long}\n}\nexport default long;\n`);
		const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '--reporter=json', bad], { cwd: scratch, encoding: 'utf8' });
		for (const rule of ['noDefaultExport', 'noEnum', 'noExcessiveLinesPerFunction', 'noFloatingPromises']) expect(`${stdout}${stderr}`).toContain(rule);
	});
});
