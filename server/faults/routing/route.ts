import type { Knex } from 'knex';
import { type Broken, type Decision, decide, type Facts } from '../../maths/routing.ts';
import { dayIn, minuteIn, weekdayOf } from '../../maths/zones.ts';
import { catalogue, type Town } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { groundFor } from './ground.ts';

/** What the rules are told of a fault, without the attributes of its asset, which its version has. */
export type KeptFacts = Omit<Facts, 'attributes'> & { version: number | null };

/** What a fault's routing was decided from, by which rules, and how. */
export interface Routing {
	/** Null: there were no rules. */
	version: number | null;
	facts: KeptFacts;
	assetId: number | null;
	decision: Decision;
	departmentId: number;
}

/** What is known of a fault besides what the municipality knows. */
export interface About {
	mode: string;
	class: number;
	wardId: number | null;
	/** The place that everybody may see. */
	lon: number;
	lat: number;
	asset: { id: number; version: number; owner: string; criticality: number; attributes: Record<string, unknown> } | null;
	emergency: boolean;
	channel: string;
	at: Date;
}

// As exact as anybody needs to know in which part of the town it is.
const fiveDigits = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** When a moment is where the municipality is. */
export function hourOf(zone: string, at: Date): Pick<Facts, 'day' | 'minute'> {
	return { day: weekdayOf(dayIn(zone, at.getTime())), minute: minuteIn(zone, at.getTime()) };
}

/** What the rules are told of a fault. */
export function factsOf(town: Town, { mode, class: number, wardId, asset, at, lon, lat, emergency, channel }: About): Facts {
	return {
		mode,
		family: catalogue.modes.get(mode)?.mode.family ?? '',
		class: catalogue.byNumber.get(number)?.id ?? '',
		ward: town.wards.find(({ id }) => id === wardId)?.code ?? null,
		lon: fiveDigits(lon),
		lat: fiveDigits(lat),
		owner: asset?.owner || null,
		attributes: asset?.attributes ?? {},
		criticality: asset?.criticality ?? null,
		emergency,
		channel,
		...hourOf(town.municipality.zone, at),
	};
}

/** Where a fault goes by the rules that hold, and what is kept of how that was decided. */
export function routed(town: Town, about: About): Routing {
	const facts = factsOf(town, about);
	const ground = groundFor(town, about.mode);
	const decision = decide(town.rules.rules, facts, ground);
	const broken: Broken[] = town.rules.unreadable ? [{ rule: '', action: 'department', wanted: 'rules' }] : decision.broken;
	const { attributes: _, ...told } = facts;
	return {
		version: town.rules.version || null,
		facts: { ...told, version: about.asset?.version ?? null },
		assetId: about.asset?.id ?? null,
		decision: { ...decision, broken },
		departmentId: town.departments.find(({ code }) => code === decision.department)?.id ?? 0,
	};
}

/** What an event tells of how a fault was routed: nothing where no rule decided. */
export const ruledBy = ({ version, decision: { by } }: Routing): object => (Object.keys(by).length > 0 ? { rules: { version, by } } : {});

/** Says of each rule that had to be passed over that it was. */
export async function tellFellBack(db: Knex, { version, decision }: Routing, faultId: number): Promise<void> {
	for (const { rule, action, wanted } of decision.broken)
		await happened(db, { kind: 'rule.fell-back', faultId, details: { version, rule, action, wanted, department: decision.department } });
}
