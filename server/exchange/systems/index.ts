import type * as z from 'zod/mini';
import type { FaultTold } from '../telling.ts';

export { rowsWith, textOf } from '../answers.ts';
export { ask, type Foreign, post, troubleOf } from '../foreign.ts';

/** How a fault stands now, as a work system is told it: never a difference, so that a change that gets lost is made good by the next one. */
export interface Change {
	/** The name by which they know it: always the same for the same fault. */
	id: string;
	/** Grows; what comes with a smaller one is older than what they have. */
	version: number;
	/** Their own name for it, where they gave one. */
	remoteId: string | null;
	/** It may have arrived before. */
	sentBefore: boolean;
	/** State, asset and place along it, in their words and unit. */
	state: string;
	asset: string | null;
	chainage: number | null;
	/** The asset that it was on before, if they were told of another one. */
	previousAsset: string | null;
	/** What it is merged into: our name and theirs. */
	mergedInto: { id: string; remoteId: string | null } | null;
	title: string;
	fault: FaultTold;
}

/** What they say of a fault. */
export interface Said {
	/** Our name for it; null where they know it by their own alone. */
	id: string | null;
	remoteId: string | null;
	state: string | null;
	/** When it became so. */
	at: Date | null;
	/** Their own count of changes. */
	version: number | null;
	/** The version of ours that they have. */
	seen: number | null;
	/** Undefined: they do not say. */
	asset?: string | null | undefined;
	chainage?: number | null | undefined;
}

/** How a work system is reached. */
export interface Connection {
	settings: Readonly<Record<string, string>>;
	key: string | null;
	/** Asks by HTTP, once; throws where no answer comes. */
	request: (url: string, asked?: { method?: string; headers?: Record<string, string>; body?: string }) => Promise<Response>;
	signal: AbortSignal | undefined;
	/** A folder of its own in the data directory. */
	folder: string;
	/** What our names for faults begin with. */
	prefix: string;
	/** What they have, for those that can only be asked by name. */
	known: () => Promise<readonly { id: string; remoteId: string }[]>;
	now: Date;
}

/** They do not want it: trying again would not help. */
export class Refused extends Error {}

/** They did not answer as they should; it may be better next time. */
export class Unwell extends Error {}

/** A kind of work system. Nothing of what it is told may depend on how often or in which order it is told. */
export interface WorkSystem {
	id: string;
	/** What has to be known to reach it, each a text. */
	settings: Readonly<Record<string, z.ZodMiniType<string, string | undefined>>>;
	/** It is spoken to with a key. */
	keyed: boolean;
	/** What it calls our states, to begin with. */
	states: Readonly<Record<string, string>>;
	back: Readonly<Record<string, string>>;
	/** Tells it how a fault stands; answers its own name for it. Throws `Refused`, or anything else where it should be tried again. */
	push: (change: Change, it: Connection) => Promise<{ remoteId: string | null }>;
	/** What changed there since; null: all that it has. */
	pull: (since: Date | null, it: Connection) => Promise<Said[]>;
}

/** Names a kind of work system, checking its shape. */
export const workSystem = (it: WorkSystem): WorkSystem => it;

/** An answer that must be JSON. Statuses that say "never" are refusals, all others are troubles that pass. */
export async function jsonOf(response: Response): Promise<unknown> {
	const text = await response.text();
	if ([400, 409, 413, 415, 422].includes(response.status)) throw new Refused(`${response.status}: ${text.slice(0, 300)}`);
	if (response.status < 200 || response.status >= 300) throw new Unwell(`It answered ${response.status}.`);
	if (text.trim() === '') return null;
	try {
		return JSON.parse(text);
	} catch {
		throw new Unwell('Its answer is no JSON.');
	}
}

/** A moment of theirs; null where it is none. */
export function momentOf(it: unknown): Date | null {
	const at = typeof it === 'number' ? it : typeof it === 'string' ? Date.parse(it) : Number.NaN;
	return Number.isFinite(at) ? new Date(at) : null;
}

/** A number of theirs, written as one or as text; null where it is none. */
export const numberOf = (it: unknown): number | null => (it === null || it === undefined || it === '' || !Number.isFinite(Number(it)) ? null : Number(it));

/** A name of theirs; null where there is none. */
export const nameOf = (it: unknown): string | null => (it === null || it === undefined || it === '' ? null : String(it).slice(0, 200));
