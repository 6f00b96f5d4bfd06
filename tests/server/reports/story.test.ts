import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

interface Ticket {
	ticket: string;
	tracking: string;
	fault: string;
	joined: boolean;
	reopened: boolean;
	reports: number;
	linked: boolean;
	asset: { reference: string } | null;
}

const lamp = (n: number): [number, number] => [311000 + n * 35, 6265005];

async function report(asked: Asked, at: { lon: number; lat: number }, more: object = {}) {
	return asked.ask<Ticket>('POST', '/api/reports', { mode: 'street-light.out', ...at, method: 'map-click', zoom: 19, pointer: 'touch', ...more });
}

async function signedIn(transaction: Knex, asked: Asked): Promise<void> {
	await addPerson(transaction, { email: 'e@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
	const answer = await asked.ask('POST', '/api/session', { email: 'e@example.org', password: 'a-good-password' });
	expect(answer.status).toBe(200);
}

const story = (test: (asked: Asked, db: Knex) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		try {
			await test(asked, transaction);
		} finally {
			await asked.close();
		}
	});

afterAll(() => db.destroy());

describe('a dark lamp', () => {
	it(
		'is snapped to, and the second report joins the first one’s fault',
		story(async (asked, transaction) => {
			const [x, y] = lamp(4);
			const first = await report(asked, await lonLat(transaction, x + 1, y + 1), { email: 'a@example.org' });
			expect(first.status, JSON.stringify(first.body)).toBe(200);
			expect(first.body).toMatchObject({ linked: true, joined: false, reports: 1, asset: { reference: 'SL-104' } });
			expect(first.body.ticket).toMatch(/^TST-[2-9A-HJ-NP-TV-Z]{6}$/);
			const second = await report(asked, await lonLat(transaction, x - 2, y - 1), { email: 'b@example.org' });
			expect(second.body).toMatchObject({ joined: true, reports: 2, fault: first.body.fault });
			const seen = await asked.ask<{ fault: { state: string; reports: number } }>('GET', `/api/reports/${first.body.tracking.slice(3)}`);
			expect(seen.body.fault).toMatchObject({ state: 'reported', reports: 2 });
			const { rows } = await transaction.raw("select kind from event where kind like 'fault.%' or kind like 'report.%' order by id");
			expect(rows.map((it: { kind: string }) => it.kind)).toEqual(['fault.opened', 'report.received', 'fault.joined', 'report.received']);
		}),
	);

	it(
		'halfway between two lamps is asked about, and never guessed',
		story(async (asked, transaction) => {
			const [x, y] = lamp(4);
			const at = await lonLat(transaction, x + 17.5, y);
			const snap = await asked.ask<{ decision: string; asked: number; candidates: { asset: { reference: string }; probability: number }[] }>(
				'POST',
				'/api/snap',
				{
					mode: 'street-light.out',
					...at,
					method: 'gnss',
					accuracy: 12,
				},
			);
			expect(snap.body.decision).toBe('ask');
			expect(
				snap.body.candidates
					.slice(0, 2)
					.map((it) => it.asset.reference)
					.sort(),
			).toEqual(['SL-104', 'SL-105']);
			const taken = await report(asked, at, { method: 'gnss', accuracy: 12 });
			expect(taken.body).toMatchObject({ linked: false });
			const told = await report(asked, at, { method: 'gnss', accuracy: 12, asset: 'SL-105', sameAs: '' });
			expect(told.body.asset?.reference ?? null).toSatisfy((it) => it === null || it === 'SL-105');
		}),
	);

	it(
		'is corrected, moved, fixed, disputed and closed by an engineer; every step is taken back by undo',
		story(async (asked, transaction) => {
			const at = await lonLat(transaction, ...lamp(4));
			const { body: ticket } = await report(asked, at, { email: 'a@example.org' });
			await signedIn(transaction, asked);
			const desk = (path: string, body: object) =>
				asked.ask<{ fault: { state: string; asset: { reference: string } | null; confirmed: boolean } }>(
					'POST',
					`/api/desk/faults/${ticket.fault}/${path}`,
					body,
				);
			expect((await desk('link', { asset: 'SL-105' })).body.fault).toMatchObject({ asset: { reference: 'SL-105' }, confirmed: true });
			expect((await desk('undo', {})).body.fault).toMatchObject({ asset: { reference: 'SL-104' }, confirmed: false });
			expect((await desk('link', { asset: 'SL-104' })).status).toBe(200);
			expect((await desk('move', { to: 'in-progress', note: 'Crew on the way' })).body.fault.state).toBe('in-progress');
			expect((await desk('move', { to: 'merged' })).status).toBe(409);
			expect((await desk('move', { to: 'not-ours' })).status).toBe(400);
			expect((await desk('move', { to: 'fixed', cause: 'lamp failed', reason: 'seen to be mended' })).body.fault.state).toBe('fixed');
			const tracking = ticket.tracking.slice(3);
			const seen = await asked.ask<{ mayAnswer: boolean; comments: { words: string }[] }>('GET', `/api/reports/${tracking}`);
			expect(seen.body).toMatchObject({ mayAnswer: true, comments: [{ words: 'Crew on the way', byStaff: true }] });
			expect((await asked.ask('POST', `/api/reports/${tracking}/answer`, { fixed: false })).body).toEqual({ state: 'confirmed' });
			expect((await desk('move', { to: 'fixed', reason: 'seen to be mended' })).status).toBe(200);
			expect((await desk('move', { to: 'closed' })).body.fault.state).toBe('closed');
			const whole = await asked.ask<{ reports: object[]; timeline: { kind: string }[] }>('GET', `/api/desk/faults/${ticket.fault}`);
			expect(whole.status, JSON.stringify(whole.body)).toBe(200);
			expect(whole.body.reports).toHaveLength(1);
			const again = await report(asked, at);
			expect(again.body).toMatchObject({ reopened: true, fault: ticket.fault });
		}),
	);

	it(
		'merged with another is parted again exactly',
		story(async (asked, transaction) => {
			const one = (await report(asked, await lonLat(transaction, ...lamp(2)))).body;
			const two = (await report(asked, await lonLat(transaction, ...lamp(8)))).body;
			await signedIn(transaction, asked);
			const rows = () =>
				transaction('fault')
					.whereIn('code', [one.fault, two.fault])
					.orderBy('id')
					.select('state', 'reports', 'me_toos', 'asset_id', 'first_report_at', 'due_at', 'merged_into', 'needs_look');
			const before = await rows();
			const merged = await asked.ask<{ fault: { state: string } }>('POST', `/api/desk/faults/${two.fault}/merge`, { into: one.fault });
			expect(merged.body.fault.state).toBe('merged');
			expect((await rows())[0]).toMatchObject({ reports: 2 });
			const tracked = await asked.ask<{ fault: { code: string; reports: number } }>('GET', `/api/reports/${two.tracking.slice(3)}`);
			expect(tracked.body.fault).toMatchObject({ code: one.fault, reports: 2 });
			expect((await asked.ask('POST', `/api/desk/faults/${two.fault}/unmerge`, {})).status).toBe(200);
			expect(await rows()).toEqual(before);
		}),
	);
});
