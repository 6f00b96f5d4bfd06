import fc from 'fast-check';
import type { Knex } from 'knex';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { applyEdit, undoChange } from '../../../server/assets/index.ts';
import { follow } from '../../../server/faults/follow.ts';
import { loadTown, type Town } from '../../../server/municipality/index.ts';
import { Problem } from '../../../server/platform/problem.ts';
import { db, native } from '../../support/database.ts';
import { lonLat } from '../../support/town.ts';

/** LINEAGE_RUNS asks for more sequences than every day's tests take time for. */
const runs = Number(process.env['LINEAGE_RUNS'] ?? (native ? 40 : 12));
vi.setConfig({ testTimeout: Math.max(180_000, runs * 4000) });

type Wish = Parameters<typeof applyEdit>[1];

interface Step {
	op: 'split' | 'merge' | 'move' | 'renumber' | 'retire' | 'revive' | 'replace' | 'same' | 'add' | 'undo';
	/** Which of the assets that it can be done to, and a second one. */
	a: number;
	b: number;
	/** Metres. */
	by: number;
}

interface Living {
	reference: string;
	status: string;
	x: number;
	y: number;
	line: boolean;
	coordinates: [number, number][];
}

const living = async (it: Knex): Promise<Living[]> =>
	(
		await it.raw(`
		select asset.reference, asset.status, st_x(middle.p) as x, st_y(middle.p) as y, geometrytype(asset.geom) = 'LINESTRING' as line,
		       st_asgeojson(asset.geom, 15)::jsonb -> 'coordinates' as coordinates
		from asset cross join lateral (select st_pointonsurface(asset.geom_m) as p) as middle
		where asset.class in (1, 2) order by asset.id`)
	).rows;

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

async function moved(it: Knex, { line, x, y, coordinates }: Living, by: number): Promise<Wish & { kind: 'change' }> {
	if (line) {
		const shift = by * 1e-6;
		return { kind: 'change', asset: '', geometry: { type: 'LineString', coordinates: coordinates.map(([lon, lat]) => [lon, lat + shift]) } };
	}
	const { lon, lat } = await lonLat(it, x + by, y);
	return { kind: 'change', asset: '', geometry: { type: 'Point', coordinates: [lon, lat] } };
}

/** What a step wishes, given what there is; undefined where there is nothing it could be done to. */
async function wishOf(it: Knex, { op, a, b, by }: Omit<Step, 'op'> & { op: Exclude<Step['op'], 'undo'> }): Promise<Wish | undefined> {
	const all = await living(it);
	const inService = all.filter((asset) => asset.status === 'in-service');
	const one = pick(op === 'revive' ? all.filter((asset) => asset.status === 'retired') : inService, a);
	if (!one) return undefined;
	const other = pick(
		inService.filter((asset) => asset.line === one.line && asset.reference !== one.reference),
		b,
	);
	const { lon, lat } = await lonLat(it, one.x + (by % 20), one.y);
	const point = { type: 'Point' as const, coordinates: [lon, lat] };
	switch (op) {
		case 'split':
			return one.line
				? { kind: 'split', asset: one.reference, at: [[lon, lat]] }
				: { kind: 'split', asset: one.reference, parts: [point, { ...point, coordinates: [lon + 1e-5, lat] }] };
		case 'merge':
			return other && { kind: 'merge', assets: [one.reference, other.reference], ...(!one.line && { geometry: point }) };
		case 'move':
			return { ...(await moved(it, one, by)), asset: one.reference };
		case 'renumber':
			return { kind: 'renumber', asset: one.reference, key: `R${a}-${b}-${by}` };
		case 'retire':
		case 'revive':
			return { kind: op, asset: one.reference };
		case 'replace':
			return { kind: 'replace', asset: one.reference };
		case 'same':
			return other && { kind: 'same', asset: one.reference, as: other.reference };
		case 'add':
			return { kind: 'add', class: 'street-lights', geometry: point };
	}
}

/** Open faults on four lamps and at three places of the pipe, and as many that are over. */
const plant = (it: Knex) =>
	it.raw(`
	insert into fault (failure_mode, family, state, asset_id, asset_version, class, linear, link_method, geom, public_geom, chainage_m, chainage_range, department_id, first_report_at, last_report_at, fixed_at)
	select case when spot.line then 'water-pipe.leak' else 'street-light.out' end, case when spot.line then 'water-supply' else 'no-light' end, course.state, spot.id, spot.version, spot.class,
	       spot.line, 'snap', st_transform(spot.p, 4326), st_transform(spot.p, 4326), spot.chainage,
	       case when spot.line then numrange((spot.chainage - 10)::numeric, (spot.chainage + 10)::numeric, '[]') end, (select min(id) from department), now(), now(),
	       case when course.state = 'closed' then now() end
	from (
		select asset.id, asset.version, asset.class, false as line, asset.geom_m as p, null::float8 as chainage from asset where asset.reference in ('SL-101', 'SL-102', 'SL-105', 'SL-107')
		union all
		select asset.id, asset.version, asset.class, true, st_lineinterpolatepoint(asset.geom_m, share.f), share.f * asset.length_m
		from asset, unnest(array[0.2, 0.5, 0.8]) as share (f) where asset.reference = 'X2-1'
	) as spot, unnest(array['reported', 'closed']) as course (state)`);

const rows = async (it: Knex, text: string, values: unknown[] = []): Promise<unknown[]> => (await it.raw(text, values as Knex.RawBinding[])).rows;

async function mustHold(it: Knex, faults: number): Promise<void> {
	expect(await rows(it, 'select count(*)::int as faults from fault')).toEqual([{ faults }]);
	// what is open hangs on what is in service, unless nothing that came of its asset is
	expect(
		await rows(
			it,
			`
		with recursive kin as (
			select fault.id as fault_id, fault.asset_id as id from fault where fault.open
			union
			select kin.fault_id, link.successor_id from kin join asset_lineage as link on link.asset_id = kin.id and link.undone_at is null
		)
		select fault.code from fault join asset on asset.id = fault.asset_id
		where fault.open and asset.status <> 'in-service' and exists (select from kin join asset as heir on heir.id = kin.id where kin.fault_id = fault.id and heir.status = 'in-service')`,
		),
	).toEqual([]);
	// what was merged is read through one that was not
	expect(
		await rows(
			it,
			"select gone.code from fault as gone left join fault as kept on kept.id = gone.merged_into where gone.state = 'merged' and kept.state is not distinct from 'merged'",
		),
	).toEqual([]);
	// the snapped point is the truth, and the chainage follows from it
	expect(
		await rows(
			it,
			`select fault.code from fault join asset on asset.id = fault.asset_id
			where fault.open and asset.status = 'in-service' and case when fault.linear then abs(fault.chainage_m - st_linelocatepoint(asset.geom_m, fault.geom_m) * asset.length_m) > 1e-6 end`,
		),
	).toEqual([]);
	expect(
		await rows(
			it,
			"select fault.code from fault join asset on asset.id = fault.asset_id where fault.open and asset.status = 'in-service' and not fault.linear and st_distance(fault.geom_m, asset.geom_m) > 0.001",
		),
	).toEqual([]);
	// versions follow one another without a gap
	expect(
		await rows(
			it,
			`select state.id from asset_state as state group by state.id
			having count(*) <> max(state.version) or count(distinct state.version) <> count(*) or (select count(*) from unnest(range_agg(state.valid))) <> 1`,
		),
	).toEqual([]);
}

const shot = 'id, key, reference, status, owner, version, attributes::text, geom::text, installed_on, retired_on';
interface Shot {
	id: number;
	status: string;
	version: number;
}
const snapshot = async (it: Knex): Promise<Shot[]> => (await rows(it, `select ${shot} from asset order by id`)) as Shot[];

/** What is there now is as it was before, but for versions and what has been added since, which is withdrawn. */
function mustBeAsBefore(before: readonly Shot[], now: readonly Shot[]): void {
	const plain = ({ version: _version, ...it }: Shot) => it;
	const known = new Set(before.map(({ id }) => id));
	expect(now.filter(({ id }) => known.has(id)).map(plain)).toEqual(before.map(plain));
	expect(now.filter(({ id, status }) => !known.has(id) && status !== 'withdrawn')).toEqual([]);
}

/** Does one step, or takes one of the last changes back. */
async function act(it: Knex, town: Town, { step, changes }: { step: Step; changes: readonly number[] }): Promise<{ change: number; of?: number } | undefined> {
	if (step.op === 'undo') {
		const of = changes.at(-1 - (step.a % 2));
		return of === undefined ? undefined : { ...(await undoChange(it, { change: of, personId: null })), of };
	}
	const wish = await wishOf(it, { ...step, op: step.op });
	return wish && applyEdit({ db: it, town, actor: { personId: null } }, wish, { kind: 'edit', source: 'test' });
}

/** What happened in one game so far: the changes, and what stood before the last of them. */
interface Trail {
	changes: number[];
	last: { change: number; before: Shot[] } | undefined;
}

/** One step: what cannot be done is refused, whatever is done is followed by the faults. */
async function move(it: Knex, { town, step, trail }: { town: Town; step: Step; trail: Trail }): Promise<void> {
	const before = await snapshot(it);
	const refused = (error: unknown): undefined => {
		if (error instanceof Problem || (step.op !== 'undo' && (error as { constraint?: string }).constraint === 'asset_key')) return undefined;
		throw error;
	};
	const done = await it.transaction((inner) => act(inner, town, { step, changes: trail.changes })).catch(refused);
	if (!done) return;
	await follow(it, done.change);
	if (done.of === undefined) {
		trail.changes.push(done.change);
		trail.last = { change: done.change, before };
		return;
	}
	if (trail.last?.change === done.of) mustBeAsBefore(trail.last.before, await snapshot(it));
	trail.last = undefined;
}

async function play(it: Knex, town: Town, steps: readonly Step[]): Promise<void> {
	await plant(it);
	const trail: Trail = { changes: [], last: undefined };
	const shots: { at: string; seen: Shot[] }[] = [];
	for (const step of steps) {
		await move(it, { town, step, trail });
		await mustHold(it, 14);
		const [{ at }] = (await rows(it, 'select clock_timestamp()::text as at')) as [{ at: string }];
		shots.push({ at, seen: await snapshot(it) });
	}
	for (const { at, seen } of shots) expect(await rows(it, `select ${shot} from asset_state where valid @> ?::timestamptz order by id`, [at])).toEqual(seen);
}

class TakenBack extends Error {}

afterAll(() => db.destroy());

describe('whatever is done to the register', () => {
	test('every fault stays on one lineage, chainages follow the snapped points, an undo is exact, and each moment can be asked for', async () => {
		const town = await loadTown(db);
		const step = fc.record({
			op: fc.constantFrom<Step['op'][]>('split', 'merge', 'move', 'renumber', 'retire', 'revive', 'replace', 'same', 'add', 'undo', 'undo'),
			a: fc.nat(40),
			b: fc.nat(40),
			by: fc.integer({ min: -60, max: 60 }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
				await db
					.transaction(async (it) => {
						await play(it, town, steps);
						throw new TakenBack();
					})
					.catch((error) => {
						if (!(error instanceof TakenBack)) throw error;
					});
			}),
			{ numRuns: runs },
		);
	});
});
