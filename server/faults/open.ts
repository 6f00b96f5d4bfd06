import { reopenProbability } from '../maths/reopen.ts';
import { type Context, catalogue } from '../municipality/index.ts';
import { maybeOne, type Sql } from '../platform/sql.ts';
import { dueDates } from './due.ts';
import { model } from './model.ts';
import { type FaultPlace, placeOf } from './place.ts';
import { type About, type Routing, routed } from './routing/route.ts';
import type { PinInput, Snapped, Weighed } from './snap.ts';
import { joinFaultSql, lastMendedSql, openFaultSql } from './write-queries.ts';

export interface Sighting extends PinInput {
	mode: string;
	/** Code of the open fault the resident says it is the same as; an empty text: it is another. */
	sameAs?: string | undefined;
	photo?: { lon: number; lat: number } | undefined;
	emergency: boolean;
	/** How it came in. */
	channel?: string | undefined;
	/** What it opens is kept from the public until somebody has looked. */
	held?: boolean | undefined;
	at: Date;
}

/** What is to become of a pin's fault, how that is written, and the asset it is linked to. */
export interface Opening {
	kind: 'fault.opened' | 'fault.reopened' | 'fault.joined';
	fault: Sql;
	best: Weighed | undefined;
	/** Where the fault it opens goes, and why. */
	routing?: Routing;
	/** What the fault it opens is counted under from then on. */
	counted?: object;
}

/** The open fault that a pin is most likely about, with its probability. */
export const strongestOpen = ({ candidates, loose }: Snapped): { id: number; p: number } | undefined =>
	[...candidates.flatMap((it) => it.open), ...loose].map(({ fault, p }) => ({ id: fault.id, p })).sort((a, b) => b.p - a.p)[0];

/** Repairs within 20 m of a line count as one place when its own failure rate is asked. */
const placeLengthKm = 0.02;

/** A mended fault on the same asset that this pin says was not mended (methods §2.4), or the one it repeats. */
async function mendedBefore(
	{ db, now }: Context,
	{ mode }: Snapped,
	linked: { best: Weighed; place: FaultPlace },
): Promise<{ id: number; p: number; closed: boolean } | undefined> {
	const { best, place } = linked;
	const last = await maybeOne<{ id: number; state: string; fixedAt: Date }>(db, lastMendedSql(best.row.id, mode.family, place.chainage));
	if (!last) return undefined;
	return { id: last.id, closed: last.state === 'closed', p: notMended(mode, { best, place, days: (now.getTime() - last.fixedAt.getTime()) / 86_400_000 }) };
}

/** The probability that a report so many days after a repair says that it did not hold. */
export function notMended({ rate }: Snapped['mode'], { best, place, days }: { best: Weighed; place: FaultPlace; days: number }): number {
	const faultRate = (rate / 365) * best.row.factor * (place.chainage === null ? 1 : placeLengthKm) || 1e-9;
	return reopenProbability({ daysSinceClosed: days, firstTimeFix: model.firstTimeFix, reportRate: model.stillBrokenRate, faultRate });
}

/** The asset a pin is linked to when it opens a fault: clear by itself, and without an open fault of the family in the way. */
export function linkable({ candidates, decision }: Snapped): Weighed | undefined {
	const best = candidates[0];
	return best && decision === 'link' && best.open.length === 0 ? best : undefined;
}

/** How to open a fault for a pin, or to reopen the one that was not mended after all. */
export async function openFault(context: Context, it: Sighting, snapped: Snapped): Promise<Opening> {
	const best = linkable(snapped);
	const place = placeOf(snapped, best);
	const before = best ? await mendedBefore(context, snapped, { best, place }) : undefined;
	const due = dueDates(context.town, it.mode, it.at);
	const held = it.held ?? false;
	if (before && before.p > model.suggest && !held)
		return { kind: 'fault.reopened', fault: joinFaultSql(before.id, { at: it.at, held, reopened: { due: before.closed ? due : null } }), best };
	const link = linkOf(it, snapped, best);
	const routing = routed(context.town, routedBy(it, snapped, { best, place, class: link.class }));
	const row = { ...link, place, srid: context.town.municipality.srid, at: it.at, respondDue: due.respond, due: due.resolve, repeatOf: before?.id ?? null };
	const fault = openFaultSql({
		...row,
		held,
		linear: place.range !== null,
		needsLook: link.needsLook || routing.decision.look,
		departmentId: routing.departmentId,
		priority: routing.decision.priority,
		emergency: it.emergency,
	});
	const counted = { class: link.class, ward_id: link.wardId, department_id: routing.departmentId, repeat_of: row.repeatOf };
	return { kind: 'fault.opened', fault, best, routing, counted };
}

const metresPerDegree = 111_320;

/** What the rules are told of a fault that a pin opens: of its place, what everybody may see. */
function routedBy(
	it: Sighting,
	{ surroundings }: Snapped,
	{ best, place, class: number }: { best: Weighed | undefined; place: FaultPlace; class: number },
): About {
	const east = (place.publicX - surroundings.x) / (metresPerDegree * Math.cos((it.lat * Math.PI) / 180));
	return {
		...{ mode: it.mode, class: number, wardId: surroundings.wardId, emergency: it.emergency, channel: it.channel ?? 'web', at: it.at },
		...{ lon: it.lon + east, lat: it.lat + (place.publicY - surroundings.y) / metresPerDegree },
		asset: best?.row ?? null,
	};
}

/** What a fault is linked to, and how sure that is. */
export function linkOf(it: Pick<Sighting, 'asset'>, snapped: Snapped, best: Weighed | undefined) {
	const { mode, surroundings, decision } = snapped;
	const strongest = strongestOpen(snapped);
	const common = {
		mode: mode.code,
		family: mode.family,
		wardId: surroundings.wardId,
		suggestedMerge: strongest && strongest.p >= model.suggest ? strongest.id : null,
	};
	if (!best) {
		const home = catalogue.modes.get(mode.code)?.home.number ?? 0;
		const nothing = { assetId: null, assetVersion: null, linkMethod: 'none' as const, pLink: null };
		return { ...common, ...nothing, class: home, street: surroundings.street, needsLook: decision !== 'place' };
	}
	const { row, p } = best;
	const linkMethod = it.asset ? ('resident' as const) : ('snap' as const);
	return {
		...common,
		assetId: row.id,
		assetVersion: row.version,
		linkMethod,
		pLink: p,
		class: row.class,
		street: row.street ?? surroundings.street,
		needsLook: false,
	};
}
