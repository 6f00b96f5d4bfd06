import type { Knex } from 'knex';
import { refreshTotals } from '../../../server/assets/index.ts';
import { type Weights, weightsOf } from '../../../server/faults/index.ts';
import { lineLength, positionAt } from '../../../server/maths/linear.ts';
import type { Random } from '../../../server/maths/random.ts';
import { catalogue, type Town } from '../../../server/municipality/index.ts';

/** A report with known truth, before anybody has placed a pin for it. */
export interface TrueReport {
	readonly mode: string;
	/** The asset it is about; undefined: one that the register does not have. */
	readonly asset: number | undefined;
	/** Metres in the municipality's system. */
	readonly at: readonly [number, number];
	/** Direction of the street there, a unit vector. */
	readonly street: readonly [number, number];
}

/** Shares of reports about things the register lacks, and about faults that are open already. */
export const shares = { unlisted: 0.05, duplicates: 0.25 } as const;

/**
 * How the true class of a report is drawn. `rates`: by the rates of the shelf times compatibility, which is what the posterior believes.
 * `stated`: by the compatibilities alone, read as "so many of a hundred such reports are about that class", which it does not.
 */
export type Belief = 'rates' | 'stated';

interface Row {
	id: number;
	class: number;
	size: number;
	listed: boolean;
}

/** Takes one asset in twenty out of the register (none that bears an open fault): they still stand in the street, and fail. */
export async function hideSome(db: Knex): Promise<void> {
	await db.raw(
		`
		update asset set status = 'retired', retired_on = current_date
		where ('x' || substr(md5('hidden ' || asset.id), 1, 4))::bit(16)::int < ?::float8 * 65536
		  and not exists (select from fault where fault.asset_id = asset.id and fault.open)`,
		[shares.unlisted],
	);
	await refreshTotals(db);
	await db.raw('analyze asset');
}

const sizes = { Point: '1', LineString: 'asset.length_m', Polygon: 'st_area(asset.geom_m)' } as const;

async function assetsByClass(db: Knex): Promise<Map<number, Row[]>> {
	const found = new Map<number, Row[]>();
	for (const { number, geometry } of catalogue.classes) {
		const { rows } = await db.raw(
			`select asset.id, asset.class, ${sizes[geometry]} as size, asset.status = 'in-service' as listed from asset where asset.class = ? order by asset.id`,
			[number],
		);
		found.set(number, rows);
	}
	return found;
}

interface Kind {
	readonly mode: string;
	readonly class: number;
}

/** What reports are about, each with its weight: every failure mode that the form takes, for every class it may be about. */
function kinds(weights: Weights, belief: Belief, amount: ReadonlyMap<number, number>): (readonly [Kind, number])[] {
	return [...catalogue.modes.values()].flatMap(({ mode, home }) => {
		if (mode.emergency) return [];
		const own = (amount.get(home.number) ?? 0) * weights.rate(mode, home.number);
		return [...weights.about(mode)].map(([number, about]): readonly [Kind, number] => {
			const there = amount.get(number) ?? 0;
			const weight = belief === 'rates' ? about * weights.rate(mode, number) * there : there > 0 ? about * own : 0;
			return [{ mode: mode.code, class: number }, weight];
		});
	});
}

interface Drawn {
	readonly mode: string;
	readonly asset: number;
	readonly listed: boolean;
	/** Where an open fault is: the pin is about that point. */
	readonly at?: readonly [number, number];
}

/** Draws reports with known truth over the town's register: new ones by rates, repeats of open faults, and ones about hidden assets. */
export async function drawReports(db: Knex, town: Town, { count, belief, stream }: { count: number; belief: Belief; stream: Random }): Promise<TrueReport[]> {
	const weights = await weightsOf(db, town);
	const assets = await assetsByClass(db);
	const amount = new Map([...assets].map(([number, rows]) => [number, rows.reduce((sum, it) => sum + it.size, 0)]));
	const weighed = kinds(weights, belief, amount);
	const pickers = new Map(
		[...assets].map(([number, rows]) => [number, { listed: picker(rows.filter((it) => it.listed)), hidden: picker(rows.filter((it) => !it.listed)) }]),
	);
	const open = await openFaults(db);
	const fresh = (listed: boolean): Drawn => {
		for (;;) {
			const kind = stream.weighted(weighed);
			const asset = pickers.get(kind.class)?.[listed ? 'listed' : 'hidden'](stream);
			if (asset) return { mode: kind.mode, asset: asset.id, listed };
		}
	};
	const drawn = Array.from({ length: count }, (): Drawn => {
		const luck = stream.next();
		return luck < shares.duplicates && open.length > 0 ? stream.pick(open) : fresh(luck < 1 - shares.unlisted);
	});
	return placed(db, drawn, stream);
}

/** One of the rows in proportion to its size, by bisection: a town has ten thousand of a class. */
function picker(rows: readonly Row[]): (stream: Random) => Row | undefined {
	let whole = 0;
	const until = rows.map((it) => {
		whole += it.size;
		return whole;
	});
	return (stream) => {
		const wanted = stream.next() * whole;
		let low = 0;
		let high = rows.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((until[middle] ?? 0) <= wanted) low = middle + 1;
			else high = middle;
		}
		return rows[low];
	};
}

async function openFaults(db: Knex): Promise<Drawn[]> {
	const { rows } = await db.raw(`
		select fault.failure_mode as mode, fault.asset_id as asset, st_x(fault.geom_m) as x, st_y(fault.geom_m) as y
		from fault join asset on asset.id = fault.asset_id
		where fault.open and asset.status = 'in-service' order by fault.id`);
	return rows
		.filter((it: Kind) => catalogue.modes.get(it.mode)?.mode.emergency === false)
		.map((it: { mode: string; asset: number; x: number; y: number }) => ({ mode: it.mode, asset: it.asset, listed: true, at: [it.x, it.y] as const }));
}

interface Standing {
	id: number;
	shape: { type: string; coordinates: never };
	azimuth: number | null;
}

/** Where the drawn reports truly are: on the asset (anywhere along a line, anywhere in an area), with the direction of the nearest street. */
async function placed(db: Knex, drawn: readonly Drawn[], stream: Random): Promise<TrueReport[]> {
	const roads = catalogue.byId.get('roads')?.number ?? 0;
	const { rows } = await db.raw(
		`select asset.id, st_asgeojson(case when st_dimension(asset.geom_m) = 2 then st_generatepoints(asset.geom_m, 40, 1 + (asset.id % 1000)::int) else asset.geom_m end, 2)::json as shape, street.azimuth
		from asset
		left join lateral (
			select st_azimuth(st_lineinterpolatepoint(road.geom_m, greatest(spot.f - 0.01, 0)), st_lineinterpolatepoint(road.geom_m, least(spot.f + 0.01, 1))) as azimuth
			from asset as road
			cross join lateral (select st_linelocatepoint(road.geom_m, st_centroid(asset.geom_m)) as f) as spot
			where road.class = ?::smallint and st_geometrytype(road.geom_m) = 'ST_LineString' and st_dwithin(road.geom_m, asset.geom_m, 80)
			order by road.geom_m <-> st_centroid(asset.geom_m) limit 1
		) as street on true
		where asset.id = any (?)`,
		[roads, [...new Set(drawn.map((it) => it.asset))]],
	);
	const standing = new Map<number, Standing>(rows.map((it: Standing) => [it.id, it]));
	return drawn.map(({ mode, asset, listed, at }) => {
		const { shape, azimuth } = standing.get(asset) as Standing;
		const street = [Math.sin(azimuth ?? 0), Math.cos(azimuth ?? 0)] as const;
		return { mode, asset: listed ? asset : undefined, at: at ?? somewhereOn(shape, stream), street };
	});
}

function somewhereOn({ type, coordinates }: Standing['shape'], stream: Random): readonly [number, number] {
	if (type === 'Point') return coordinates as readonly [number, number];
	if (type === 'LineString') return positionAt(coordinates, stream.next() * lineLength(coordinates));
	return stream.pick(coordinates as readonly (readonly [number, number])[]);
}
