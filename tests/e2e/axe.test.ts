import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sight, screens, show } from '../../scripts/screens/index.ts';
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

/** Looks at a screen in light and in dark, then in the other languages, and answers all that is wrong with it. */
async function wrongWith(screen: Screen, look: Sight['look']): Promise<string[]> {
	if (!eye || !stage) throw new Error('the demo did not start');
	const seen = await show(screen, { eyes: eye, stage, look: { ...look, bypassCSP: true } });
	try {
		await seen.page.addScriptTag({ path: axeFile });
		const all = await found(seen.page, 'light', rules);
		await seen.page.emulateMedia({ colorScheme: 'dark' });
		all.push(...(await found(seen.page, 'dark', colours)));
		for (const language of ['af', 'xh'] as const) {
			const page = await inLanguage(seen, language);
			if (page) all.push(...(await found(page, language, { ...rules, but: colours.values })));
		}
		return [...seen.wrong, ...all];
	} finally {
		await seen.close();
	}
}

const onScreen = screens.filter(({ paper }) => !paper);
const byWidth = [360, 1440].flatMap((width) => onScreen.filter(({ widths }) => !widths || widths.includes(width)).map((screen) => ({ screen, width })));

describe('every screen can be read by everybody', () => {
	it.concurrent.each(byWidth)('$screen.name at $width px, light and dark, in three languages', async ({ screen, width }) => {
		expect(await wrongWith(screen, { width })).toEqual([]);
	});
});
