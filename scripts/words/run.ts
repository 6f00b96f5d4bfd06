import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeIn } from './take-in.ts';
import { first, textsOf } from './texts.ts';
import { translatedIn, xliffOf } from './xliff.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const from = process.env['INIT_CWD'] ?? process.cwd();
const [command, ...rest] = process.argv.slice(2);
const texts = textsOf(root);

function out(folder: string): void {
	const languages = [...new Set(texts.flatMap((it) => Object.keys(it.in)))].filter((it) => it !== first);
	mkdirSync(folder, { recursive: true });
	for (const language of languages) {
		const file = join(folder, `${language}.xlf`);
		writeFileSync(file, xliffOf(texts, language));
		const missing = texts.filter((it) => !it.in[language]).length;
		console.info(`${file}: ${texts.length} texts, ${missing ? `${missing} not translated` : 'all translated'}`);
	}
}

function take(files: readonly string[]): boolean {
	const { changed, same, refused } = takeIn(
		texts,
		files.flatMap((file) => translatedIn(readFileSync(resolve(from, file), 'utf8'))),
	);
	for (const { id, reason } of refused) console.error(`${id}: ${reason}`);
	if (changed.length) spawnSync(join(root, 'node_modules', '.bin', 'biome'), ['check', '--write', ...changed], { cwd: root, stdio: 'inherit' });
	console.info(`${changed.length} files changed, ${same} texts are as they were, ${refused.length} refused.`);
	return refused.length === 0;
}

if (command === 'out') out(resolve(from, rest[0] ?? 'translations'));
else if (command === 'in' && rest.length) process.exitCode = take(rest) ? 0 : 1;
else {
	console.error(
		'npm run words -- out [FOLDER]: writes every text for translators, one XLIFF file a language.\nnpm run words -- in FILE …: takes translated files back into the code.',
	);
	process.exitCode = 1;
}
