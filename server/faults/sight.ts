import type { Context } from '../municipality/index.ts';
import { maybeOne, one } from '../platform/sql.ts';
import { model } from './model.ts';
import { type Opening, openFault, type Sighting, strongestOpen } from './open.ts';
import { weighDoubt } from './order/order.ts';
import { tellFellBack } from './routing/route.ts';
import { type Snapped, snap, type Weighed } from './snap.ts';
import type { KeptCandidate } from './together.ts';
import { type FaultRow, joinFaultSql, sameAsSql, sightSql } from './write-queries.ts';

/** What became of a pin: the fault it belongs to, the sighting kept, and the asset it was linked to. */
export interface Sighted {
	fault: FaultRow;
	sightingId: number;
	joined: boolean;
	reopened: boolean;
	best: Weighed | undefined;
	street: string | null;
}

/** The id of the open fault a pin joins: the one its resident named, or one so likely that nobody need be asked. */
async function openTarget({ db }: Context, it: Sighting, snapped: Snapped): Promise<number | undefined> {
	if (it.sameAs) {
		const named = await maybeOne<{ id: number }>(db, sameAsSql(it.sameAs, snapped.mode.family, it));
		if (named) return named.id;
	}
	const strongest = strongestOpen(snapped);
	return strongest && it.sameAs !== '' && strongest.p >= model.join ? strongest.id : undefined;
}

/** How to join an open fault. */
const joining = (id: number, it: Sighting, { candidates }: Snapped): Opening => ({
	kind: 'fault.joined',
	fault: joinFaultSql(id, { at: it.at, held: it.held ?? false, reopened: null }),
	best: candidates.find((candidate) => candidate.open.some((open) => open.fault.id === id)),
});

/** Candidates as a sighting keeps them. */
export const kept = ({ candidates }: Pick<Snapped, 'candidates'>): KeptCandidate[] =>
	candidates.slice(0, 12).map(({ row, k, p }) => ({
		asset: row.id,
		ref: row.reference,
		class: row.class,
		version: row.version,
		factor: row.factor,
		k,
		p: Number(p.toPrecision(6)),
		metres: Number(row.metres.toFixed(2)),
		lon: row.lon,
		lat: row.lat,
	}));

/** Takes a pin in: weighs it, finds or opens its fault, keeps the sighting whole. Everything in the caller's transaction. */
export async function sight(context: Context, it: Sighting): Promise<Sighted> {
	const snapped = await snap(context, it.mode, it);
	const target = await openTarget(context, it, snapped);
	const opening = target === undefined ? await openFault(context, it, snapped) : joining(target, it, snapped);
	const { sightingId, ...fault } = await keep(context, it, { snapped, opening });
	const { kind, best, routing } = opening;
	if (routing) await tellFellBack(context.db, routing, fault.id);
	if (fault.needsLook) await weighDoubt(context, fault.id);
	return {
		fault,
		sightingId,
		joined: kind === 'fault.joined',
		reopened: kind === 'fault.reopened',
		best,
		street: best?.row.street ?? snapped.surroundings.street,
	};
}

interface Keeping {
	snapped: Snapped;
	opening: Opening;
}

function keep({ db, actor }: Context, it: Sighting, { snapped, opening }: Keeping): Promise<FaultRow & { sightingId: number }> {
	const { mode, lon, lat, method, accuracy, zoom, pointer, system, bearing, photo, at } = it;
	const claimed = snapped.candidates.find(({ row }) => row.reference === it.asset?.toUpperCase());
	const placed = { mode, lon, lat, method, accuracy, zoom, pointer, system, bearing, photo, at, noneOfThese: it.noneOfThese ?? false };
	const weighed = { sigma: snapped.sigma, candidates: kept(snapped), none: snapped.none, model: model.name, calibration: snapped.calibration };
	const { kind, fault, best, routing, counted } = opening;
	const pin = { ...placed, ...weighed, claimedId: claimed?.row.id ?? null };
	return one(db, sightSql({ kind, fault, assetId: best?.row.id, personId: actor.personId, pin, routing, counted }));
}
