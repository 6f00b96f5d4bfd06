import type { Page } from 'playwright-core';
import type { Difference } from '../../server/exchange/outbound/contract.ts';
import type { Screen } from './screen.ts';

const differences: readonly Difference[] = [
	{ id: 4, kind: 'state', fault: 'ABC234', theirId: '771', ours: 'STARTED', theirs: 'DONE', since: '2026-11-29T00:10:00Z' },
	{ id: 3, kind: 'asset', fault: 'BCD345', theirId: '772', ours: 'SL-103', theirs: 'SL-104', since: '2026-11-29T00:10:00Z' },
	{ id: 2, kind: 'unknown-here', fault: null, theirId: '990', ours: null, theirs: 'drakenstein-F-ZZZ999 OPEN', since: '2026-11-28T00:10:00Z' },
];

/** The demo speaks to nobody, so what a comparison would have found is said here. */
const compared = (page: Page): Promise<unknown> => page.route('**/differences*', (route) => route.fulfill({ json: { differences, more: null } }));

const room = { address: '/console/?view=connections', person: 'admin' } as const;

/** Screens about other programs and work systems. */
export const connections: readonly Screen[] = [
	{ ...room, name: 'console-connections', ready: '.connection-cards .card', often: true },
	{
		...room,
		name: 'console-connections-webhook',
		steps: (page) => page.locator('.page .cluster .button').first().click(),
		ready: '.side-panel .button.primary',
	},
	{
		...room,
		name: 'console-connections-system',
		steps: (page) => page.locator('.page .cluster .button').nth(1).click(),
		ready: '.side-panel .connection-words',
	},
	{
		...room,
		name: 'console-connections-differences',
		before: compared,
		steps: (page) => page.locator('.connection-cards').nth(1).locator('.button').first().click(),
		ready: '.side-panel .connection-line',
	},
];
