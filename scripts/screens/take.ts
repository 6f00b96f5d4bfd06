import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type Eyes, eyes, type Language, type Theme } from '../../tests/support/browser.ts';
import { demoDirectory, removeDemo, startDemo } from '../../tests/support/demo.ts';
import { type Picture, sheet } from './contact-sheet.ts';
import { screens, show } from './index.ts';
import { takeForReadme } from './readme.ts';
import type { Screen } from './screen.ts';
import { prepare, type Stage } from './stage.ts';

const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const { values: options } = parseArgs({
	options: { only: { type: 'string' }, all: { type: 'boolean' }, readme: { type: 'boolean' }, quick: { type: 'boolean' }, url: { type: 'string' } },
});

const highest = 4000;
const widths = [360, 1440];
const languages: readonly Language[] = ['en', 'af', 'xh'];
const themes: readonly Theme[] = ['light', 'dark'];

/** The looks a screen is shown in: those that are often seen in all, the others in one. */
function looksAt({ often, widths: only = widths }: Screen): Picture['look'][] {
	if (!((often && !options.quick) || options.all)) return only.map((width) => ({ width, language: 'en', theme: 'light' }));
	return only.flatMap((width) => languages.flatMap((language) => themes.map((theme) => ({ width, language, theme }))));
}

/** Makes the window as high as the page, so that what sticks to its edges covers nothing. */
async function unroll(page: Page): Promise<void> {
	const size = page.viewportSize();
	const height = await page.evaluate<number>('document.documentElement.scrollHeight');
	if (size && height > size.height) await page.setViewportSize({ width: size.width, height: Math.min(height, highest) });
}

async function take(eye: Eyes, stage: Stage, { screen, look }: { screen: Screen; look: Picture['look'] }): Promise<Picture> {
	const file = `${screen.name}-${look.width}-${look.language}-${look.theme}.png`;
	try {
		const seen = await show(screen, { eyes: eye, stage, look });
		await unroll(seen.page);
		await seen.page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide' });
		await seen.close();
		return { name: screen.name, look, file, wrong: seen.wrong };
	} catch (thrown) {
		return { name: screen.name, look, file: null, wrong: [thrown instanceof Error ? thrown.message : String(thrown)] };
	}
}

async function takeAll(eye: Eyes, url: string): Promise<boolean> {
	const stage = await prepare(url);
	const wanted = screens.filter(({ name }) => name.includes(options.only ?? '')).flatMap((screen) => looksAt(screen).map((look) => ({ screen, look })));
	if (!options.only) rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const pictures: Picture[] = [];
	for (const it of wanted) {
		const picture = await take(eye, stage, it);
		for (const line of picture.wrong) console.error(`${picture.name}: ${line}`);
		pictures.push(picture);
		if (pictures.length % 20 === 0) console.info(`${pictures.length} of ${wanted.length}`);
	}
	writeFileSync(join(folder, 'index.html'), sheet(pictures));
	console.info(`${pictures.length} pictures in screenshots/; all of them side by side: screenshots/index.html`);
	return pictures.every(({ wrong }) => wrong.length === 0);
}

/** Looks at a program that runs already, or at a demo town of its own. */
async function main(): Promise<boolean> {
	const directory = process.env['DATA_DIR'] ?? demoDirectory();
	const demo = options.url ? null : await startDemo(directory);
	const url = options.url ?? demo?.url ?? '';
	const eye = await eyes(url);
	try {
		if (options.readme) await takeForReadme(eye, url);
		return options.readme || (await takeAll(eye, url));
	} finally {
		await eye.close();
		await demo?.stop();
		if (demo && !process.env['DATA_DIR']) removeDemo(directory);
	}
}

process.exit((await main()) ? 0 : 1);
