import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, describe, expect, it } from 'vitest';
import { assign, move, undo } from '../../../server/faults/change.ts';
import { faultClocks } from '../../../server/faults/clocks/show.ts';
import { sweepClocks, windStale } from '../../../server/faults/clocks/sweep.ts';
import { windClocks } from '../../../server/faults/clocks/wind.ts';
import { type PauseKind, pauseKinds, type State } from '../../../server/faults/contract.ts';
import { isOpen, moves, wantsReason } from '../../../server/faults/states.ts';
import { loadTown, type Town } from '../../../server/municipality/index.ts';
import { db, native, undone } from '../../support/database.ts';
import { addFault } from '../notify/town.ts';

afterAll(() => db.destroy());

const minute = 60_000;
const began = Date.now() - 20 * 60 * minute;
const at = (minutes: number): Date => new Date(began + minutes * minute);

interface Desk {
	it: Knex;
	town: Town;
	id: number;
	code: string;
}

/** A fault reported at the beginning, on a lamp, with its clocks wound. */
async function reported(it: Knex): Promise<Desk> {
	const id = await addFault(it, { first_report_at: at(0), state: 'reported' });
	const town = await loadTown(it);
	await windClocks(it, town, [id]);
	return { it, town, id, code: (await it('fault').where({ id }).first('code')).code };
}

const context = ({ it, town }: Desk, now: Date) =>
	({ db: it, town, now, actor: { personId: null }, language: 'en' }) as unknown as Parameters<typeof assign>[0];
const go = (desk: Desk, now: number, to: State, pause?: PauseKind) =>
	move(context(desk, at(now)), {
		code: desk.code,
		to,
		pause,
		reason: wantsReason.has(to) ? 'because' : undefined,
		proof: to === 'fixed' ? 'reason' : undefined,
	});

const clocks = async ({ it, id }: Desk) => {
	const fault = await it('fault')
		.where({ id })
		.first('state', 'clock_from', 'crew_from', 'respond_due_at', 'due_at', 'crew_due_at', 'ladder_at', 'standard_id');
	const pauses = await it('clock_pause').where({ fault_id: id }).orderByRaw('lower(span)').select('kind', 'stands_until', it.raw('span::text as span'));
	return { ...fault, pauses };
};

const minutesOf = (town: Town): number => town.services.get('street-light.out')?.resolveMinutes ?? 0;

const step = fc.record({
	does: fc.constantFrom('move', 'move', 'move', 'assign', 'undo'),
	pick: fc.nat(20),
	wait: fc.integer({ min: 1, max: 40 }),
	kind: fc.constantFrom(undefined, ...pauseKinds),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Moves where the workflow leads; now and then takes it back and does it again, which must leave no trace. */
async function moveOn(desk: Desk, now: number, { pick, kind }: Step): Promise<void> {
	const before = await clocks(desk);
	const ways = moves[before.state as State];
	const to = ways[pick % ways.length];
	if (!to) return;
	await go(desk, now, to, kind);
	if (!isOpen(before.state) || pick % 3 > 0) return;
	const after = await clocks(desk);
	await undo(context(desk, at(now)), desk.code);
	expect(await clocks(desk)).toEqual(before);
	await go(desk, now, to, kind);
	expect(await clocks(desk)).toEqual(after);
}

const does: Record<string, (desk: Desk, now: number, step: Step) => Promise<void>> = {
	move: moveOn,
	assign: (desk, now, { pick }) => assign(context(desk, at(now)), { code: desk.code, department: pick % 2 ? 'water' : 'electricity' }),
	undo: (desk, now) => undo(context(desk, at(now)), desk.code).catch(() => undefined),
};

async function likeNew(it: Knex, steps: readonly Step[]): Promise<void> {
	const desk = await reported(it);
	let now = 0;
	for (const one of steps) {
		now += one.wait;
		await does[one.does]?.(desk, now, one);
	}
	const kept = await clocks(desk);
	if (!isOpen(kept.state)) return;
	await it('clock_pause').where({ fault_id: desk.id }).delete();
	await it('fault').where({ id: desk.id }).update({ clock_from: null, crew_from: null, due_at: null, ladder_at: null });
	await windClocks(it, desk.town, [desk.id]);
	expect(await clocks(desk)).toEqual(kept);
}

describe('the two clocks of a fault', () => {
	it(
		'count from the first report and from the plan, stand still while it waits for a reason, and run on while it waits for none',
		undone(async (it) => {
			const desk = await reported(it);
			const minutes = minutesOf(desk.town);
			expect(await clocks(desk)).toMatchObject({ clock_from: at(0), crew_from: null, crew_due_at: null, due_at: at(minutes) });
			await go(desk, 60, 'scheduled');
			const crew = desk.town.services.get('street-light.out')?.crewMinutes ?? 0;
			expect(await clocks(desk)).toMatchObject({ crew_from: at(60), crew_due_at: at(60 + crew), due_at: at(minutes) });
			await go(desk, 100, 'waiting', 'material');
			const limit = desk.town.pauseLimits.get('material') ?? 0;
			expect((await clocks(desk)).due_at).toEqual(at(minutes + limit));
			expect(await faultClocks(context(desk, at(120)), { code: desk.code })).toMatchObject({
				resident: { elapsed: 100, minutes, overdue: false, due: at(minutes + limit).toISOString() },
				crew: { elapsed: 40, minutes: crew },
				standing: { kind: 'material', until: at(100 + limit).toISOString() },
				pauses: [{ kind: 'material', minutes: 20, used: false, to: null }],
				tier: null,
				verify: true,
				next: { step: 1, share: 0.75, tells: 'assignee' },
			});
			await go(desk, 130, 'in-progress');
			expect(await clocks(desk)).toMatchObject({ crew_from: at(60), crew_due_at: at(90 + crew), due_at: at(minutes + 30), pauses: [{ kind: 'material' }] });
			await go(desk, 140, 'waiting');
			expect((await clocks(desk)).due_at).toEqual(at(minutes + 30));
			await go(desk, 150, 'confirmed');
			expect(await clocks(desk)).toMatchObject({ crew_from: null, crew_due_at: null, due_at: at(minutes + 30) });
		}),
	);

	it(
		'never stopped where a repair is denied in the window, and are promised anew where the fault had been closed',
		undone(async (it) => {
			const desk = await reported(it);
			const minutes = minutesOf(desk.town);
			await go(desk, 10, 'in-progress');
			await go(desk, 20, 'fixed');
			await go(desk, 300, 'confirmed');
			expect(await clocks(desk)).toMatchObject({ clock_from: at(0), crew_from: at(10), due_at: at(minutes) });
			await go(desk, 310, 'fixed');
			await go(desk, 320, 'closed');
			await go(desk, 400, 'confirmed');
			expect(await clocks(desk)).toMatchObject({ clock_from: at(400), crew_from: null, due_at: at(400 + minutes), pauses: [] });
		}),
	);

	it(
		'follow the tier that the people without it and the asset call for, from the same first report; a crew of another department begins at the transfer',
		undone(async (it) => {
			const desk = await reported(it);
			const tier = desk.town.standards.find(({ family, customers }) => family === 'no-light' && customers === 6);
			await it('fault').where({ id: desk.id }).update({ family: 'no-light', customers_affected: 7 });
			expect(await windStale(it)).toBe(1);
			expect(await clocks(desk)).toMatchObject({ standard_id: tier?.id, due_at: at(tier?.resolveMinutes ?? 0), clock_from: at(0) });
			await go(desk, 5, 'scheduled');
			await assign(context(desk, at(30)), { code: desk.code, department: 'roads' });
			expect(await clocks(desk)).toMatchObject({ clock_from: at(0), crew_from: at(30), crew_due_at: at(30 + (tier?.crewMinutes ?? 0)) });
			await undo(context(desk, at(31)), desk.code);
			expect(await clocks(desk)).toMatchObject({ crew_from: at(5) });
			expect(await windStale(it)).toBe(0);
		}),
	);

	it(
		'climb each step of the ladder once, not while they stand still; a wait that has used up its limit is told of once',
		undone(async (it) => {
			const desk = await reported(it);
			const told = async () =>
				(await it('event').where({ fault_id: desk.id }).whereIn('kind', ['fault.escalated', 'clock.pause-over']).orderBy('id')).map(({ kind, details }) => [
					kind,
					details,
				]);
			const daysAgo = (days: number): number => 20 * 60 - days * 1440;
			const known = (days: number) =>
				it('fault')
					.where({ id: desk.id })
					.update({ first_report_at: at(daysAgo(days)) });
			const sweep = async (): Promise<void> => {
				await windStale(it);
				await sweepClocks(it);
				await sweepClocks(it);
			};
			await known(6.5);
			await go(desk, daysAgo(6), 'waiting', 'weather');
			await sweep();
			expect(await told()).toEqual([]);
			await go(desk, daysAgo(5.99), 'confirmed');
			await go(desk, daysAgo(5.98), 'scheduled');
			await sweep();
			expect(await told()).toEqual([['fault.escalated', { step: 1 }]]);
			await known(13.5);
			await go(desk, daysAgo(5.97), 'in-progress');
			await sweep();
			expect((await told()).slice(1)).toEqual([['fault.escalated', { step: 3 }]]);
			const other = await reported(it);
			await it('fault')
				.where({ id: other.id })
				.update({ first_report_at: at(daysAgo(8)) });
			await go(other, daysAgo(7.5), 'waiting', 'weather');
			await sweep();
			const over = await it('event').where({ fault_id: other.id, kind: 'clock.pause-over' }).select('details');
			expect(over).toEqual([{ details: { pause: 'weather' } }]);
		}),
	);

	it('stand after any sequence of moves, assignments and undos as if they were wound for the first time, and an undo puts them back exactly', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), (steps) => undone((it) => likeNew(it, steps))()),
			{ numRuns: native ? 10 : 4 },
		);
	}, 240_000);
});
