// npm run seed | setup | import: installs what is missing and runs the command. Node alone until the packages are there.
import { spawn } from 'node:child_process';
import { install, root } from './install.js';

install();
// npm runs scripts in the project's folder and remembers where it was called: files are named from there.
const from = process.env.INIT_CWD ?? process.cwd();
const [command = '--help', ...typed] = process.argv.slice(2);
const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli.ts', command, '--folder', from, ...typed], { cwd: root, stdio: 'inherit' });
// The terminal sends Ctrl-C to both; we wait for the command to stop cleanly and pass its code on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
