// npm run words -- out [FOLDER] | in FILE …: the product's texts for translators, and back (XLIFF 1.2).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install, root } from './install.js';

install();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'words', 'run.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
