import type { Page } from 'playwright-core';
import type { Looking } from '../../tests/support/browser.ts';
import type { Stage } from './stage.ts';

/** One screen of the product in one state: how it is reached, who sees it, and by what one knows that it is there. */
export interface Screen {
	/** Unique; the app, then the screen, then its state. */
	name: string;
	address: string | ((stage: Stage) => string);
	person?: string;
	/** What the browser has kept from before. */
	kept?: (stage: Stage) => NonNullable<Looking['kept']>;
	/** Done before the address is opened: requests that fail or never end. */
	before?: (page: Page) => Promise<unknown>;
	/** Done once the address is open; the selectors must hold in every language. */
	steps?: (page: Page, stage: Stage) => Promise<unknown>;
	/** What stands on the screen when it is there; in all widths, or by width. */
	ready: string;
	/** Console errors that belong to this state. */
	expected?: RegExp;
	/** Shown in all languages, at all widths, light and dark. */
	often?: true;
	/** Only at these widths: on others it does not exist. */
	widths?: readonly number[];
	/** As paper, not as a screen. */
	paper?: true;
}

/** Requests to these addresses never get through: the network is gone. */
export const cut =
	(pattern: string) =>
	(page: Page): Promise<unknown> =>
		page.route(pattern, (route) => route.abort('internetdisconnected'));

/** Requests to these addresses get no answer as long as one looks. */
export const stall =
	(pattern: string) =>
	(page: Page): Promise<unknown> =>
		page.route(pattern, () => undefined);

/** The server fails at these addresses. */
export const fail =
	(pattern: string) =>
	(page: Page): Promise<unknown> =>
		page.route(pattern, (route) =>
			route.fulfill({
				status: 500,
				contentType: 'application/problem+json',
				body: JSON.stringify({ type: '/api/#problem-internal', title: 'internal', status: 500, code: 'internal', detail: 'Failed on purpose.' }),
			}),
		);

/** What the browser says by itself when a request fails. */
export const refused = /Failed to load resource|answered 500|ERR_INTERNET_DISCONNECTED|Failed to fetch/;
