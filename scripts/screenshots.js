// npm run screenshots: builds, starts a small demo town and takes a picture of every screen into screenshots/.
// Those most often seen are taken at 360 and 1440 px, in English, Afrikaans and isiXhosa, light and dark; the others in English and light.
// Options: --only NAME (a part of the screen's name), --all (every one in all looks), --quick (each in one look),
// --readme (the three pictures of docs/ alone), --url ADDRESS (a demo that runs already).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.js';
import { install, root } from './install.js';

install();
build();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'screens', 'take.ts'), ...process.argv.slice(2)], {
	cwd: root,
	stdio: 'inherit',
});
process.exit(status ?? 1);
