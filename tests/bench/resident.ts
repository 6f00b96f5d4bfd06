// npm run bench -- resident: how long somebody with an old phone and a poor network waits for the form and the map, and the bytes each step costs.
import { build } from '../../scripts/build.js';
import { launch } from '../support/browser.ts';
import { demoDirectory, removeDemo, startDemo } from '../support/demo.ts';
import { slow } from './resident/slow-phone.ts';
import { type Place, type Visit, visit } from './resident/visit.ts';
import { median, rounded } from './support/numbers.ts';
import { conclude, printTable } from './support/report.ts';

const rounds = 3;

build();
const directory = demoDirectory();
console.info('Starting a small demo town …');
const demo = await startDemo(directory);
const browser = await launch();
try {
	const { centre } = (await (await fetch(`${demo.url}/api/town`)).json()) as { centre: [number, number] };
	const place: Place = { lon: centre[0], lat: centre[1] };
	const visits: Visit[] = [];
	// Each with a browser that has kept nothing.
	for (let i = 0; i < rounds; i += 1) visits.push(await visit(browser, demo.url, place));
	const middle = (of: (it: (typeof visits)[number]) => number): number => rounded(median(visits.map(of)), 2);
	const figures = { 'painted s': middle((it) => it.painted), 'form usable s': middle((it) => it.usable), 'map drawn s': middle((it) => it.map) };
	const steps = Object.keys(visits[0]?.bytes ?? {}).map((step) => ({
		step,
		'kB down': rounded(median(visits.map(({ bytes }) => bytes[step]?.down ?? 0)) / 1000, 1),
		'kB up': rounded(median(visits.map(({ bytes }) => bytes[step]?.up ?? 0)) / 1000, 1),
	}));
	console.info(
		`\nA first visit at ${slow.kilobits} kbit/s and ${slow.latency} ms on a processor ${slow.cpu} times as slow, from opening the link; medians of ${rounds}:\n`,
	);
	printTable([figures]);
	printTable(steps);
	const [form, map] = [figures['form usable s'], figures['map drawn s']];
	conclude('resident', { ...figures, steps }, [
		{ what: `the form can be used within 5 s (${form})`, holds: form <= 5 },
		{ what: `a map is drawn within 10 s (${map})`, holds: map <= 10 },
	]);
} finally {
	await browser.close();
	await demo.stop();
	removeDemo(directory);
}
