import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Eyes } from '../../tests/support/browser.ts';
import { screens, show } from './index.ts';
import { prepare, type Stage } from './stage.ts';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const heaviest = 150_000;
const width = 1280;
const phone = { width: 360, height: 740 };

interface Seeing {
	eyes: Eyes;
	stage: Stage;
}

async function picture(name: string, { eyes, stage }: Seeing, look: { width: number; height: number }): Promise<Buffer> {
	const screen = screens.find((it) => it.name === name);
	if (!screen) throw new Error(`there is no screen "${name}"`);
	const seen = await show(screen, { eyes, stage, look });
	const taken = await seen.page.screenshot({ animations: 'disabled', caret: 'hide' });
	await seen.close();
	return taken;
}

/** Screens of a phone beside each other. */
async function phones(pictures: readonly Buffer[]): Promise<Buffer> {
	const { width: wide, height: high } = phone;
	const edge = Buffer.from(
		`<svg width="${wide}" height="${high}"><rect x="1" y="1" width="${wide - 2}" height="${high - 2}" fill="none" stroke="#9aa0a6" stroke-width="2"/></svg>`,
	);
	const framed = await Promise.all(
		pictures.map((it) =>
			sharp(it)
				.composite([{ input: edge }])
				.png()
				.toBuffer(),
		),
	);
	const gap = (width - wide * pictures.length) / (pictures.length - 1);
	return sharp({ create: { width, height: high, channels: 3, background: '#ffffff' } })
		.composite(framed.map((input, at) => ({ input, top: 0, left: Math.round(at * (wide + gap)) })))
		.png()
		.toBuffer();
}

/** Writes a picture as sharp as its weight allows. */
async function keep(taken: Buffer, file: string): Promise<void> {
	for (const quality of [88, 82, 76, 70, 62, 54, 46]) {
		const made = await sharp(taken).jpeg({ quality, mozjpeg: true }).toBuffer();
		if (made.length > heaviest) continue;
		writeFileSync(`${docs}${file}`, made);
		console.info(`docs/${file}: ${Math.round(made.length / 1000)} kB at quality ${quality}`);
		return;
	}
	throw new Error(`docs/${file} cannot be made lighter than ${heaviest / 1000} kB`);
}

/** Takes the pictures of the README: the three apps, each in 1280 pixels. */
export async function takeForReadme(eyes: Eyes, url: string): Promise<void> {
	const seeing = { eyes, stage: await prepare(url) };
	mkdirSync(docs, { recursive: true });
	const small = [];
	for (const name of ['resident-what', 'resident-where-which', 'resident-tracked']) small.push(await picture(name, seeing, phone));
	await keep(await phones(small), 'resident.jpg');
	await keep(await picture('console-relink', seeing, { width, height: 800 }), 'console.jpg');
	await keep(await picture('planner-wards', seeing, { width, height: 800 }), 'planner.jpg');
}
