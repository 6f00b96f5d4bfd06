import { demoDirectory, drawnTown, removeDemo, startDemo } from './demo.ts';

/** Draws the demo town once for all browser tests; each gets a copy of its own. The test of the first start draws one itself. */
export async function setup(): Promise<() => void> {
	const directory = demoDirectory({ empty: true });
	const demo = await startDemo(directory);
	await demo.stop();
	process.env[drawnTown] = directory;
	return () => removeDemo(directory);
}
