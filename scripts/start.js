// npm start: installs, builds, and starts the server. Node alone until the packages are there.
import { spawn } from 'node:child_process';
import { build } from './build.js';
import { install, root } from './install.js';

install();
const dev = process.argv.includes('--dev');
if (!dev) build();
console.info('Starting …');
const watch = dev ? ['--watch-path=server', '--watch-path=gis-layers'] : [];
const server = spawn(process.execPath, [...watch, '--import', 'tsx', 'server/main.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
// The terminal sends Ctrl-C to both; we wait for the server to stop cleanly and pass its code on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
