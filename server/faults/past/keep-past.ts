import type { Knex } from 'knex';
import type { Town } from '../../municipality/index.ts';
import { all } from '../../platform/sql.ts';
import { dueDates } from '../due.ts';
import { model } from '../model.ts';
import { linkable, linkOf } from '../open.ts';
import type { FaultPlace } from '../place.ts';
import { departmentFor } from '../routing/ground.ts';
import { kept } from '../sight.ts';
import type { Snapped } from '../snap.ts';
import { isOpen } from '../states.ts';
import type { KeptCandidate } from '../together.ts';
import type { PastSighting } from './ledger.ts';
import {
	insertPastFaultsSql,
	insertPastSightingsSql,
	joinPastFaultsSql,
	numbersSql,
	type PastFaultRow,
	type PastSightingRow,
	type PastState,
	settlePastFaultsSql,
} from './write-queries.ts';

/** What is to be written of one report of the past. */
export interface Written {
	i: number;
	it: PastSighting;
	snapped: Snapped;
	place: FaultPlace;
	sightingId: number;
	faultId: number;
	/** Whether the fault is on an asset. */
	linked: boolean;
	/** It is one more of a fault that is there. */
	joins?: { again: boolean };
	/** The fault that it repeats, where it opens one. */
	repeats?: number | null;
}

/** When a fault in a state was fixed and closed. */
export const endsOf = (state: PastSighting['state'], until: Date | null): { fixedAt: string | null; closedAt: string | null } => {
	const over = isOpen(state) ? null : (until?.toISOString() ?? null);
	return { fixedAt: state === 'fixed' || state === 'closed' ? over : null, closedAt: state === 'fixed' ? null : over };
};

function faultRow(town: Town, { it, snapped, place, faultId, repeats }: Written): PastFaultRow {
	const due = dueDates(town, it.mode, it.at);
	// What is over needs nobody to look where it was, nor another fault to go to.
	const open = isOpen(it.state);
	const link = linkOf(it, snapped, linkable(snapped));
	const spot = it.coarse && link.assetId === null ? { ...place, x: place.publicX, y: place.publicY } : place;
	return {
		...link,
		...spot,
		...{ id: faultId, state: it.state, since: it.since.toISOString(), linear: place.range !== null, at: it.at.toISOString(), repeatOf: repeats ?? null },
		...{ departmentId: departmentFor({ town }, it.mode), priority: snapped.mode.urgency },
		...{ respondDue: due.respond?.toISOString() ?? null, due: due.resolve?.toISOString() ?? null, ...endsOf(it.state, it.until) },
		suggestedMerge: open ? link.suggestedMerge : null,
		needsLook: open && link.needsLook,
	};
}

const tenth = (it: number): number => Math.round(it * 10) / 10;

/** Probabilities to a tenth tell which assets were meant, but no longer how far each was away. */
const blunted = (it: KeptCandidate): KeptCandidate => ({ ...it, metres: 0, k: tenth(it.p), p: tenth(it.p) });

function sightingRow({ it, snapped, sightingId, faultId }: Written): PastSightingRow {
	const { mode, lon, lat, method, accuracy = null } = it;
	const claimed = it.asset === undefined ? undefined : snapped.candidates.find(({ row }) => row.reference === it.asset?.toUpperCase());
	const candidates = it.coarse ? kept(snapped).map(blunted) : kept(snapped);
	const weighed = { sigma: snapped.sigma, candidates, none: snapped.none, model: model.name, calibration: snapped.calibration };
	return {
		id: sightingId,
		faultId,
		mode,
		lon,
		lat,
		method,
		accuracy: it.coarse ? null : accuracy,
		coarse: it.coarse,
		...weighed,
		claimedId: claimed?.row.id ?? null,
		at: it.at.toISOString(),
	};
}

/** Writes faults and sightings of the past down, a whole batch at a time. */
export async function keepPast({ db, town }: { db: Knex; town: Town }, written: readonly Written[]): Promise<void> {
	const opened = written.filter(({ joins }) => joins === undefined);
	const joined = written.flatMap(({ faultId, it, joins }) => (joins ? [{ id: faultId, at: it.at.toISOString(), again: joins.again }] : []));
	if (opened.length > 0) {
		await all(
			db,
			insertPastFaultsSql(
				opened.map((it) => faultRow(town, it)),
				town.municipality.srid,
			),
		);
	}
	if (joined.length > 0) await all(db, joinPastFaultsSql(joined));
	if (written.length > 0) await all(db, insertPastSightingsSql(written.map(sightingRow)));
}

/** Numbers for so many faults and sightings, taken before they are written. */
export async function pastNumbers(db: Knex, count: number): Promise<{ faults: number[]; sightings: number[] }> {
	const faults = await all<{ id: number }>(db, numbersSql('fault', count));
	const sightings = await all<{ id: number }>(db, numbersSql('sighting', count));
	return { faults: faults.map(({ id }) => id), sightings: sightings.map(({ id }) => id) };
}

/** Lets faults of the past stand as their tickets say together. Those that somebody has worked with since stay as they are; says which were settled. */
export async function settlePast(db: Knex, states: readonly PastState[]): Promise<number[]> {
	if (states.length === 0) return [];
	return (await all<{ id: number }>(db, settlePastFaultsSql(states))).map(({ id }) => id);
}
