import type { Knex } from 'knex';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { redrawMap, sweepMap } from '../../../server/faults/index.ts';
import { random } from '../../../server/maths/random.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

/** MAP_STEPS asks for more than every day's tests take time for. */
const steps = Number(process.env['MAP_STEPS'] ?? 120);
vi.setConfig({ testTimeout: 240_000 });
afterAll(() => db.destroy());

const { int: whole, pick } = random('map of faults');

interface Walk {
	db: Knex;
	asked: Asked;
	codes: string[];
	tickets: string[];
}

const modes = ['street-light.out', 'water-pipe.burst', 'road.pothole', 'public-ground.dumping', 'street-light.flickers'];
const states = [
	'confirmed',
	'scheduled',
	'in-progress',
	'made-safe',
	'waiting',
	'fixed',
	'fixed',
	'fixed',
	'closed',
	'no-fault-found',
	'cannot-now',
	'rejected',
];

/** The code of some fault in one of these states. */
const inState = async ({ db: it, codes }: Walk, ...wanted: string[]): Promise<string> =>
	pick([...(await it('fault').whereIn('state', wanted).orderBy('id').pluck('code')), pick(codes)]);

/** Everything that can happen to a fault; what is refused in the state it is in changes nothing, and that is part of it. */
const happenings: Readonly<Record<string, (walk: Walk) => Promise<unknown>>> = {
	report: async ({ db: it, asked, codes, tickets }) => {
		const at = await lonLat(it, 311000 + whole(400), 6265000 + whole(40));
		const { body } = await asked.ask<{ fault?: string; ticket?: string }>('POST', '/api/reports', {
			mode: pick(modes),
			...at,
			method: 'map-click',
			zoom: 19,
			channel: 'phone',
		});
		if (body.fault) codes.push(body.fault);
		if (body.ticket) tickets.push(body.ticket);
	},
	move: ({ asked, codes }) => asked.ask('POST', `/api/desk/faults/${pick(codes)}/move`, { to: pick(states), reason: 'So it is.' }),
	assign: ({ asked, codes }) => asked.ask('POST', `/api/desk/faults/${pick(codes)}/assign`, { department: pick(['roads', 'water']), priority: 1 + whole(5) }),
	link: ({ asked, codes }) => asked.ask('POST', `/api/desk/faults/${pick(codes)}/link`, { asset: pick([`SL-${100 + whole(12)}`, null]) }),
	merge: ({ asked, codes }) => asked.ask('POST', `/api/desk/faults/${pick(codes)}/merge`, { into: pick(codes) }),
	unmerge: async (walk) => walk.asked.ask('POST', `/api/desk/faults/${await inState(walk, 'merged')}/unmerge`, {}),
	undo: ({ asked, codes }) => asked.ask('POST', `/api/desk/faults/${pick(codes)}/undo`, {}),
	withdraw: ({ asked, tickets }) => asked.ask('POST', `/api/desk/reports/${pick(tickets)}/withdraw`, {}),
	age: async (walk) => {
		const code = await inState(walk, 'fixed', 'closed');
		await walk
			.db('fault')
			.where({ code })
			.whereNotNull('fixed_at')
			.update({ fixed_at: walk.db.raw("now() - ? * interval '1 day'", [28 + whole(8)]) });
	},
	delay: ({ db: it, codes }) =>
		it('fault')
			.where({ code: pick(codes) })
			.update({ due_at: it.raw("now() + ? * interval '1 day'", [whole(20) - 10]), emergency: whole(2) === 0 }),
	hide: ({ db: it, codes }) =>
		it('fault')
			.where({ code: pick(codes) })
			.update({ public_geom: it.raw('st_translate(public_geom, 0.001, 0.0005)') }),
};

const walking = (act: (walk: Walk) => Promise<void>) =>
	undone(async (transaction) => {
		const asked = await serving(transaction);
		await addPerson(transaction, {
			email: 'a@example.org',
			name: 'A',
			password: 'a-good-password',
			language: 'en',
			roles: [{ role: 'engineer' }, { role: 'contact-centre' }],
		});
		await asked.ask('POST', '/api/session', { email: 'a@example.org', password: 'a-good-password' });
		const walk: Walk = { db: transaction, asked, codes: [], tickets: [] };
		for (let n = 0; n < 12; n += 1) await happenings['report']?.(walk);
		await act(walk);
		await asked.close();
	});

const rows = async (it: Knex, from: string): Promise<unknown[]> =>
	(await it.raw(`select to_jsonb(it) as it from ${from} as it where it.open or it.fixed_at > now() - interval '32 days' order by it.fault_id`)).rows;

describe('what maps draw of faults', () => {
	test(
		'is, whatever happens to them, what can be read from the faults themselves',
		walking(async (walk) => {
			const kinds = Object.keys(happenings);
			const worked = new Set<string>();
			for (let step = 0; step < steps; step += 1) {
				const kind = pick(kinds);
				const before = await rows(walk.db, 'map_fault');
				await happenings[kind]?.(walk);
				if (JSON.stringify(before) !== JSON.stringify(await rows(walk.db, 'map_fault'))) worked.add(kind);
				expect([kind, await rows(walk.db, 'map_fault')]).toEqual([kind, await rows(walk.db, 'fault_on_map')]);
			}
			expect([...worked].sort()).toEqual(kinds.sort());
			const drawn = await rows(walk.db, 'map_fault');
			expect(drawn.length).toBeGreaterThan(5);
			await sweepMap(walk.db);
			expect(await walk.db('map_fault')).toHaveLength(drawn.length);
			await redrawMap(walk.db);
			expect(await rows(walk.db, 'map_fault')).toEqual(drawn);
		}),
	);
});
