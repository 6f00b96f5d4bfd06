import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromium as installed } from '../../scripts/chromium.js';

export type Language = 'en' | 'af' | 'xh';
export type Theme = 'light' | 'dark';

/** How somebody looks at the product, and who it is. */
export interface Looking {
	width: number;
	height?: number;
	language?: Language;
	theme?: Theme;
	/** The part of the e-mail address before `@demo.example`; nobody is signed in without it. */
	person?: string | undefined;
	/** What the browser has kept from before: names and values of its local and its session storage. */
	kept?: { local?: Readonly<Record<string, unknown>>; session?: Readonly<Record<string, unknown>> };
	/** Console errors that belong to what is shown, for example of an address that is refused on purpose. */
	expected?: RegExp;
	/** Lets a test put scripts of its own into the page, which our content security policy refuses. */
	bypassCSP?: boolean;
	/** Lets the service worker of the residents' app run; without it every request passes where a test can hold it up. */
	worker?: boolean;
	/** Puts nothing of its own into the page but what was kept, so that the next who looks alike can go on with the same page. */
	plain?: boolean;
}

/** A page that keeps account of what goes wrong on it. */
export interface Watched {
	page: Page;
	/** Console errors, thrown errors and answers of 500 and more. */
	wrong: readonly string[];
	/** Throws what went wrong, if anything did. */
	mustBeWell: () => void;
	/** Waits until all that was asked for has come and been drawn. */
	settle: () => Promise<void>;
	close: () => Promise<void>;
}

/** Opens pages of one running program; each person signs in once. */
export interface Eyes {
	open: (looking: Looking) => Promise<Watched>;
	close: () => Promise<void>;
}

const password = 'demo-faultline';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--font-render-hinting=none'];
const quietFor = 350;
/** What has not answered after this long, with nothing else going on, is not waited for. */
const givenUp = 2500;

/** Chromium, without a window. */
export async function launch(): Promise<Browser> {
	const executablePath = installed();
	if (!executablePath) throw new Error('No Chromium or Chrome was found: set CHROMIUM to its path.');
	return chromium.launch({ executablePath, args: flags });
}

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A browser that nobody looks through now, and the page in it that was left open, at rest. */
interface Seat {
	context: BrowserContext;
	page?: Page | undefined;
}

/** Where a page rests: something of the same origin that runs nothing. */
const rest = '/favicon.svg';
/** So many pages may be left open: more would be too much for a small machine. */
const mostWarm = 6;
const heard = ['console', 'pageerror', 'response', 'request', 'requestfinished', 'requestfailed'] as const;

const asText = (it: unknown): string => (typeof it === 'string' ? it : JSON.stringify(it));

/** A script that gives a new tab what the browser has kept from before, and nothing else; on its first page only, so that what follows stays. */
function keeping({ language = 'en', kept: { local = {}, session = {} } = {} }: Looking): string {
	const put = (store: string, values: Readonly<Record<string, unknown>>): string[] =>
		Object.entries(values).map(([name, value]) => `${store}.setItem(${JSON.stringify(name)}, ${JSON.stringify(asText(value))});`);
	return [
		"if (sessionStorage.getItem('begun') === null) {",
		"localStorage.clear(); indexedDB.deleteDatabase('faultline'); sessionStorage.setItem('begun', 'yes');",
		...put('localStorage', { 'faultline.language': language, ...local }),
		...put('sessionStorage', session),
		'}',
	].join('\n');
}

const settingsOf = ({ width, height, language = 'en', bypassCSP = false, worker = false }: Looking): BrowserContextOptions => ({
	viewport: { width, height: height ?? (width < 600 ? 740 : 900) },
	reducedMotion: 'reduce',
	locale: `${language}-ZA`,
	timezoneId: 'Africa/Johannesburg',
	hasTouch: width < 600,
	bypassCSP,
	serviceWorkers: worker ? 'allow' : 'block',
});

/** Opens pages on a program, in a browser of their own. */
export async function eyes(url: string): Promise<Eyes> {
	const browser = await launch();
	const signedIn = new Map<string, Promise<Kept>>();
	const signIn = async (person: string): Promise<Kept> => {
		const context = await browser.newContext({ baseURL: url });
		const answer = await context.request.post('/api/session', { data: { email: `${person}@demo.example`, password } });
		if (!answer.ok()) throw new Error(`${person} could not sign in: ${await answer.text()}`);
		const state = await context.storageState();
		await context.close();
		return state;
	};
	const cookiesOf = async (person: string | undefined): Promise<{ storageState?: Kept }> => {
		if (!person) return {};
		if (!signedIn.has(person)) signedIn.set(person, signIn(person));
		return { storageState: await (signedIn.get(person) ?? signIn(person)) };
	};
	/** Who looks alike takes a browser over, with its cache; two at once would share what they keep. */
	const free = new Map<string, Seat[]>();
	/** Those with a page left open, the latest last. To begin a page, and to compile the program for it, is half of what a look costs. */
	let warm: Seat[] = [];
	const cool = async (seat: Seat): Promise<void> => {
		const { page } = seat;
		seat.page = undefined;
		warm = warm.filter((it) => it !== seat);
		await page?.close();
	};
	const leave = async (seat: Seat, page: Page, plain: boolean): Promise<void> => {
		for (const event of heard) page.removeAllListeners(event);
		const rests =
			plain &&
			(await page.goto(rest).then(
				() => true,
				() => false,
			));
		if (!rests) return page.close();
		seat.page = page;
		warm.push(seat);
		if (warm.length > mostWarm && warm[0]) await cool(warm[0]);
	};
	const enter = async (seat: Seat, looking: Looking): Promise<Page> => {
		const { context, page: left } = seat;
		if (!looking.plain) {
			await cool(seat);
			const page = await context.newPage();
			await page.addInitScript(keeping(looking));
			return page;
		}
		warm = warm.filter((it) => it !== seat);
		seat.page = undefined;
		const page = left ?? (await context.newPage());
		const { viewport } = settingsOf(looking);
		if (left && viewport) await page.setViewportSize(viewport);
		if (!left) await page.goto(rest);
		await page.evaluate(`sessionStorage.clear(); ${keeping(looking)}`);
		return page;
	};
	const open = async (looking: Looking): Promise<Watched> => {
		const { plain = false, person, theme = 'light' } = looking;
		const key = JSON.stringify([settingsOf(looking), person]);
		const seat = free.get(key)?.pop() ?? { context: await browser.newContext({ baseURL: url, ...settingsOf(looking), ...(await cookiesOf(person)) }) };
		const page = await enter(seat, looking);
		await page.emulateMedia({ colorScheme: theme, media: null });
		const close = async (): Promise<void> => {
			await leave(seat, page, plain);
			free.set(key, [...(free.get(key) ?? []), seat]);
		};
		return { ...watch(page, looking.expected), close };
	};
	return { open, close: () => browser.close() };
}

function watch(page: Page, expected: RegExp | undefined): Omit<Watched, 'close'> {
	const wrong: string[] = [];
	const note = (words: string): void => {
		if (!expected?.test(words)) wrong.push(words);
	};
	page.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()} (${message.location().url})`));
	page.on('pageerror', (error) => note(`thrown: ${error.stack ?? error.message}`));
	page.on('response', (response) => response.status() >= 500 && note(`answered ${response.status()}: ${response.url()}`));
	const mustBeWell = (): void => {
		if (wrong.length > 0) throw new Error(`${page.url()}\n${wrong.join('\n')}`);
	};
	return { page, wrong, mustBeWell, settle: settling(page) };
}

/** Live streams never end: what is waited for is everything else. */
function settling(page: Page): () => Promise<void> {
	const under = new Set<unknown>();
	let last = Date.now();
	const change = (add: boolean) => (request: { resourceType: () => string }) => {
		if (request.resourceType() === 'eventsource') return;
		if (add) under.add(request);
		else under.delete(request);
		last = Date.now();
	};
	page.on('request', change(true));
	page.on('requestfinished', change(false));
	page.on('requestfailed', change(false));
	return async () => {
		const until = Date.now() + 20_000;
		const still = (): boolean => Date.now() - last >= (under.size > 0 ? givenUp : quietFor);
		while (!still() && Date.now() < until) await page.waitForTimeout(50);
		await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
	};
}

/** The program of axe, to be put into a page. */
export const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Chooses as a person does: taps the words, once nothing lies over them and they stand still. */
export async function tick(page: Page, words: string): Promise<void> {
	await page
		.locator('label')
		.filter({ has: page.getByRole('radio', { name: words, exact: true }) })
		.click();
	await page.getByRole('radio', { name: words, exact: true, checked: true }).waitFor();
}
