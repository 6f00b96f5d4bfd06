import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { screens, show } from '../../scripts/screens/index.ts';
import type { Screen } from '../../scripts/screens/screen.ts';
import { prepare, type Stage } from '../../scripts/screens/stage.ts';
import { axeFile, type Eyes, eyes, type Language, type Watched } from '../support/browser.ts';
import { type Demo, demoDirectory, removeDemo, startDemo } from '../support/demo.ts';

const directory = demoDirectory();
const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** All that another theme can change. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
let demo: Demo | undefined;
let eye: Eyes | undefined;
let stage: Stage | undefined;

beforeAll(async () => {
	demo = await startDemo(directory);
	stage = await prepare(demo.url);
	eye = await eyes(demo.url);
});

afterAll(async () => {
	await eye?.close();
	await demo?.stop();
	removeDemo(directory);
});

interface Rules {
	type: string;
	values: readonly string[];
	/** Rules that are left out. */
	but?: readonly string[];
}

/** What axe finds, one line for each element: which rule, where, and what is the matter. */
async function found(page: Page, look: string, { but = [], ...runOnly }: Rules): Promise<string[]> {
	const left = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
	const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify({ runOnly, rules: left, resultTypes: ['violations'] })})`);
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(
			({ target, any, all, none }) => `${look} · ${id}: ${help} · ${target.join(' ')} · ${[...any, ...all, ...none].map((it) => it.message).join(' ')}`,
		),
	);
}

/** The person chooses another language where she is; null where the screen has no such choice. */
async function inLanguage({ page, settle }: Watched, language: Language): Promise<Page | null> {
	const choice = page.locator('select.language-switch').first();
	if (!(await choice.isVisible())) return null;
	await choice.selectOption(language);
	await page.locator(`html[lang=${language}]`).waitFor();
	await settle();
	return page;
}

const narrow = 360;
const wide = 1440;

/** Looks at what stands there in light and in dark. */
async function inBothLights({ page }: Watched, look: string): Promise<string[]> {
	const light = await found(page, `${look} light`, rules);
	await page.emulateMedia({ colorScheme: 'dark' });
	const dark = await found(page, `${look} dark`, colours);
	await page.emulateMedia({ colorScheme: 'light' });
	return [...light, ...dark];
}

/** Looks at what stands there in other languages; colours do not depend on them. */
async function inLanguages(seen: Watched, look: string, languages: readonly Language[]): Promise<string[]> {
	const all: string[] = [];
	for (const language of languages) {
		const page = await inLanguage(seen, language);
		if (page) all.push(...(await found(page, `${look} ${language}`, { ...rules, but: colours.values })));
	}
	return all;
}

/** Looks at a screen in light, in dark and in three languages, as on a phone, then as on a desk where the window is drawn wide; answers all that is wrong with it. */
async function wrongWith(screen: Screen): Promise<string[]> {
	if (!eye || !stage) throw new Error('the demo did not start');
	const { widths = [narrow, wide] } = screen;
	const [first = narrow, second] = [narrow, wide].filter((width) => widths.includes(width));
	const seen = await show(screen, { eyes: eye, stage, look: { width: first, bypassCSP: true } });
	try {
		await seen.page.addScriptTag({ path: axeFile });
		const all = [...(await inBothLights(seen, `${first}`)), ...(await inLanguages(seen, `${first}`, ['af', 'xh']))];
		if (second) {
			await seen.page.setViewportSize({ width: second, height: 900 });
			await seen.settle();
			all.push(...(await inLanguages(seen, `${second}`, ['xh', 'af'])));
			await inLanguage(seen, 'en');
			all.push(...(await inBothLights(seen, `${second}`)));
		}
		return [...seen.wrong, ...all];
	} finally {
		await seen.close();
	}
}

describe('every screen can be read by everybody', () => {
	it.concurrent.each(screens.filter(({ paper }) => !paper))('$name, narrow and wide, light and dark, in three languages', async (screen) => {
		expect(await wrongWith(screen)).toEqual([]);
	});
});
