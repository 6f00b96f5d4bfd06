import { parentPort } from 'node:worker_threads';
import type { Report } from '../reports/index.ts';
import type { Said, Task } from './calculate.ts';

const say = (it: Said): void => parentPort?.postMessage(it);

/** So often the server hears how far it is. */
const pace = 250;

/** Works out one report; what it is asked comes in one message, and it ends with the answer. */
async function work({ file, rows, values }: Task): Promise<void> {
	const module: { default: Report } = await import(new URL(`../reports/${file}`, import.meta.url).href);
	let last = 0;
	const progress = (share: number): void => {
		if (performance.now() - last < pace) return;
		last = performance.now();
		say({ progress: Math.min(1, Math.max(0, share)) });
	};
	const figures = module.default.heavy?.work(rows, { values, progress });
	if (!figures) throw new Error(`${file} is not heavy`);
	say({ figures: JSON.stringify(figures) });
}

parentPort?.once('message', (task: Task) => void work(task).catch((error: unknown) => say({ error: String(error) })));
