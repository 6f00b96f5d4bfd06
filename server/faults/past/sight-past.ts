import type { Knex } from 'knex';
import type { FailureMode } from '../../../gis-layers/index.ts';
import { catalogue, type Town } from '../../municipality/index.ts';
import { all } from '../../platform/sql.ts';
import { model } from '../model.ts';
import { linkable, notMended, strongestOpen } from '../open.ts';
import { type FaultPlace, placeOf } from '../place.ts';
import type { Surroundings } from '../queries.ts';
import { groupOf, shippedQuantile } from '../shipped.ts';
import { decide, learntScatter, type Snapped, searchFor, weighAll } from '../snap.ts';
import { type Weights, weightsOf } from '../weights.ts';
import { keepPast, type Written } from './keep-past.ts';
import { asOpen, type Ledger, ledger, meets, mendedLast, type Past, type PastSighting, type Span, stretch } from './ledger.ts';
import { lookBackSql, type PastPin, type PastSurroundings } from './queries.ts';

/** What became of it; none where it lies outside the municipality. */
export interface PastSighted {
	faultId: number;
	sightingId: number;
	joined: boolean;
	linked: boolean;
}

interface Prepared {
	i: number;
	it: PastSighting;
	mode: FailureMode;
	sigma: number;
	heavy: boolean;
	reach: number;
	limit: number;
}

function prepared(it: PastSighting, i: number, weights: Weights): Prepared {
	const known = catalogue.modes.get(it.mode);
	if (!known) throw new Error(`no failure mode ${it.mode}`);
	const { sigma, heavy } = learntScatter(it, known.home.snap.standOff, weights);
	return { i, it, mode: known.mode, sigma, heavy, ...searchFor(known.home, sigma) };
}

/** What lies about all pins: one statement for each failure mode. */
async function look(db: Knex, pins: readonly Prepared[], weights: Weights): Promise<Map<number, PastSurroundings>> {
	const found = new Map<number, PastSurroundings>();
	for (const mode of new Set(pins.map((it) => it.mode))) {
		const group = pins.filter((it) => it.mode === mode);
		const asked: PastPin[] = group.map(({ i, it, reach }) => ({
			...{ i, lon: it.lon, lat: it.lat, at: it.at.toISOString(), until: it.until?.toISOString() ?? null, reach },
		}));
		const rows = await all<PastSurroundings>(
			db,
			lookBackSql({
				pins: asked,
				classes: [...weights.about(mode).keys()],
				family: mode.family,
				limit: Math.max(...group.map(({ limit }) => limit)),
				roads: catalogue.byId.get('roads')?.number ?? 0,
			}),
		);
		for (const row of rows) found.set(row.i, row);
	}
	return found;
}

const spanOf = ({ at, until }: PastSighting): Span => ({ from: at.getTime(), until: until?.getTime() ?? Number.POSITIVE_INFINITY });

/** The pin among the assets and faults of its time, weighed as one of today would be. */
function snapThen(pin: Prepared, there: PastSurroundings, { book, weights }: { book: Ledger; weights: Weights }): Snapped {
	const { it, mode, sigma, heavy, reach } = pin;
	const span = spanOf(it);
	const surroundings: Surroundings = {
		...there,
		ward: null,
		near: there.near.map((row) => ({
			...row,
			...{ owner: '', criticality: 1, attributes: {} },
			open: book
				.on(mode.family, row.id, row.faults ?? [])
				.filter((fault) => meets(fault, span))
				.map((fault) => asOpen(fault, there)),
		})),
		loose: book
			.loose(mode.family, { ...there, reach }, there.loose)
			.filter((fault) => meets(fault, span))
			.map((fault) => ({ ...asOpen(fault, there), metres: Math.hypot(fault.x - there.x, fault.y - there.y) })),
	};
	const weighed = weighAll(surroundings, { pin: it, mode, weights, sigma, heavy });
	const quantile = weights.quantile(groupOf(it.method, undefined)) ?? shippedQuantile(it.method, undefined);
	return { mode, sigma, surroundings, calibration: weights.version, ...weighed, ...decide({ ...weighed, mode, quantile }) };
}

/** The fault of its time that a pin joins, or the one that it says was not mended. */
function target(
	snapped: Snapped,
	{ it, place, book }: { it: PastSighting; place: FaultPlace; book: Ledger },
): { fault: Past; again: boolean } | { repeats: number | null } {
	const strongest = strongestOpen(snapped);
	const there = strongest && strongest.p >= model.join ? book.find(strongest.id) : undefined;
	if (there) return { fault: there, again: false };
	const best = linkable(snapped);
	const at = it.at.getTime();
	const before = best && mendedLast(book.on(snapped.mode.family, best.row.id, []), at, place.chainage);
	if (!best || !before) return { repeats: null };
	const p = notMended(snapped.mode, { best, place, days: (at - before.until) / 86_400_000 });
	return p > model.suggest ? { fault: before, again: true } : { repeats: before.id };
}

function openInBook(snapped: Snapped, written: Written & { place: FaultPlace }, book: Ledger): void {
	const { place, faultId, it } = written;
	const [low = null, high = null] = place.range === null ? [] : place.range.slice(1, -1).split(',').map(Number);
	const spot = { x: place.x, y: place.y, sd: place.chainageSd ?? 3, chainage: place.chainage, low, high };
	const fixed = it.state === 'fixed' || it.state === 'closed';
	book.add(snapped.mode.family, { id: faultId, assetId: linkable(snapped)?.row.id ?? null, ...spot, ...spanOf(it), fixed });
}

interface Numbers {
	faults: readonly number[];
	sightings: readonly number[];
}

/**
 * Takes reports of the past in, in the order of their time: each is weighed among the assets that are and the faults of its time, joins or opens by the
 * rules of today, and is kept as it was. All in the caller's transaction; nobody is told. Undefined for what lies outside.
 */
export async function sightPast(
	{ db, town }: { db: Knex; town: Town },
	given: readonly PastSighting[],
	numbers: Numbers,
): Promise<(PastSighted | undefined)[]> {
	const weights = await weightsOf(db, town);
	const pins = given.map((it, i) => prepared(it, i, weights));
	const found = await look(db, pins, weights);
	const book = ledger();
	const written: Written[] = [];
	for (const pin of [...pins].sort((a, b) => a.it.at.getTime() - b.it.at.getTime() || a.i - b.i)) {
		const there = found.get(pin.i);
		if (!there?.inside) continue;
		const snapped = snapThen(pin, there, { book, weights });
		const place = placeOf(snapped, linkable(snapped));
		const to = target(snapped, { it: pin.it, place, book });
		const own = { i: pin.i, it: pin.it, snapped, place, sightingId: numbers.sightings[pin.i] ?? 0, linked: linkable(snapped) !== undefined };
		if ('fault' in to) {
			stretch(to.fault, spanOf(pin.it));
			written.push({ ...own, linked: to.fault.assetId !== null, faultId: to.fault.id, joins: { again: to.again } });
		} else {
			const fresh = { ...own, faultId: numbers.faults[pin.i] ?? 0, repeats: to.repeats };
			openInBook(snapped, fresh, book);
			written.push(fresh);
		}
	}
	await keepPast({ db, town }, written);
	const results = new Map(written.map((it) => [it.i, it]));
	return given.map((_, i) => {
		const it = results.get(i);
		return it && { faultId: it.faultId, sightingId: it.sightingId, joined: it.joins !== undefined, linked: it.linked };
	});
}
