// SQL is written in files named queries.ts or *-queries.ts, in platform, on the planning shelf, and nowhere else in the server.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const allowed = /^server\/(platform\/|planning\/reports\/|[^/]+\/([a-z0-9-]+\/)?([a-z0-9-]+-)?queries\.ts$)/;

function* files(path) {
	if (!statSync(path).isDirectory()) yield path;
	else for (const name of readdirSync(path)) yield* files(join(path, name));
}

const wrong = [...files(join(root, 'server'))]
	.map((file) => relative(root, file).replaceAll('\\', '/'))
	.filter((file) => file.endsWith('.ts') && !allowed.test(file) && /\bsql`/.test(readFileSync(join(root, file), 'utf8')));
for (const file of wrong) console.error(`${file}: SQL is written in queries.ts`);
process.exit(wrong.length ? 1 : 0);
