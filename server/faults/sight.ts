import type { Context } from '../municipality/index.ts';
import { happened } from '../platform/events.ts';
import { maybeOne, one } from '../platform/sql.ts';
import { model } from './model.ts';
import { type Opened, openFault, type Sighting, strongestOpen } from './open.ts';
import { type Snapped, snap, type Weighed } from './snap.ts';
import { type FaultRow, insertSightingSql, joinFaultSql, sameAsSql } from './write-queries.ts';

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

async function joinFault({ db }: Context, id: number, { it, snapped }: { it: Sighting; snapped: Snapped }): Promise<Opened> {
	const fault = await one<FaultRow>(db, joinFaultSql(id, it.at, false));
	return { kind: 'fault.joined', fault, best: snapped.candidates.find((candidate) => candidate.open.some((open) => open.fault.id === id)) };
}

const kept = ({ candidates }: Snapped): object[] =>
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
	const { kind, fault, best } = await (target === undefined ? openFault(context, it, snapped) : joinFault(context, target, { it, snapped }));
	const sightingId = await keep(context, it, { snapped, faultId: fault.id });
	await happened(context.db, { kind, faultId: fault.id, assetId: best?.row.id, personId: context.actor.personId, at: it.at, details: { mode: it.mode } });
	return {
		fault,
		sightingId,
		joined: kind === 'fault.joined',
		reopened: kind === 'fault.reopened',
		best,
		street: best?.row.street ?? snapped.surroundings.street,
	};
}

async function keep({ db }: Context, it: Sighting, { snapped, faultId }: { snapped: Snapped; faultId: number }): Promise<number> {
	const { mode, lon, lat, method, accuracy, zoom, pointer, system, bearing, photo, at } = it;
	const claimed = snapped.candidates.find(({ row }) => row.reference === it.asset?.toUpperCase());
	const pin = { mode, lon, lat, method, accuracy, zoom, pointer, system, bearing, photo, at, noneOfThese: it.noneOfThese ?? false };
	const weighed = { sigma: snapped.sigma, candidates: kept(snapped), none: snapped.none, model: model.name };
	const { id } = await one<{ id: number }>(db, insertSightingSql({ ...pin, ...weighed, faultId, claimedId: claimed?.row.id ?? null }));
	return id;
}
