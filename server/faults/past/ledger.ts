import type { State } from '../contract.ts';
import type { OpenOn } from '../queries.ts';
import type { PinInput } from '../snap.ts';
import type { PastFault } from './queries.ts';

/** A report of the past: where and when somebody saw what, and how it stands or ended. */
export interface PastSighting extends Pick<PinInput, 'lon' | 'lat' | 'method' | 'accuracy' | 'asset'> {
	mode: string;
	at: Date;
	state: State;
	/** When it ended; null while it is open. */
	until: Date | null;
	/** Since when it is in its state. */
	since: Date;
	/** Nobody needs to know any more who it was: the exact place gives way to the asset, or to what the public sees. */
	coarse: boolean;
}

/** A fault of the past while pins are put beside it. */
export interface Past extends Omit<PastFault, 'from' | 'until'> {
	from: number;
	/** Infinity while it is open. */
	until: number;
}

/** The time in which a trouble lasted, ms; without an end it still does. */
export interface Span {
	from: number;
	until: number;
}

const halfYear = 180 * 86_400_000;

/** Faults that are known beside the pins of one batch: those of the database and those that earlier pins of it opened. */
export interface Ledger {
	/** The faults of a family on an asset, as far as they are known. */
	on: (family: string, assetId: number, found: readonly PastFault[]) => Past[];
	/** Faults of a family whose asset nobody knows, close to a metric point. */
	loose: (family: string, near: { x: number; y: number; reach: number }, found: readonly PastFault[]) => Past[];
	add: (family: string, fault: Past) => void;
	find: (id: number) => Past | undefined;
}

/** A ledger for one batch of pins. */
export function ledger(): Ledger {
	const all = new Map<number, Past>();
	const byAsset = new Map<string, Set<Past>>();
	const byFamily = new Map<string, Set<Past>>();
	const put = (map: Map<string, Set<Past>>, key: string, fault: Past): void => void (map.get(key) ?? map.set(key, new Set()).get(key))?.add(fault);
	const add = (family: string, fault: Past): void => {
		all.set(fault.id, fault);
		if (fault.assetId === null) put(byFamily, family, fault);
		else put(byAsset, `${fault.assetId} ${family}`, fault);
	};
	const meet = (family: string, found: readonly PastFault[]): void => {
		for (const it of found)
			if (!all.has(it.id)) add(family, { ...it, from: Date.parse(it.from), until: it.until === null ? Number.POSITIVE_INFINITY : Date.parse(it.until) });
	};
	return {
		add,
		find: (id) => all.get(id),
		on: (family, assetId, found) => {
			meet(family, found);
			return [...(byAsset.get(`${assetId} ${family}`) ?? [])];
		},
		loose: (family, { x, y, reach }, found) => {
			meet(family, found);
			return [...(byFamily.get(family) ?? [])].filter((it) => Math.hypot(it.x - x, it.y - y) <= reach);
		},
	};
}

/** Whether a fault lasted while a trouble did. */
export const meets = (fault: Past, span: Span): boolean => fault.from <= span.until && fault.until >= span.from;

/** The fault that was mended last before a moment, within half a year and at that place of its line. */
export const mendedLast = (faults: readonly Past[], at: number, chainage: number | null): Past | undefined =>
	faults
		.filter((it) => it.fixed && it.until < at && it.until > at - halfYear)
		.filter((it) => chainage === null || it.low === null || it.high === null || (chainage >= it.low && chainage <= it.high))
		.sort((a, b) => b.until - a.until)[0];

/** A fault of the past as snapping takes one that is open: where it is, seen from the pin. */
export const asOpen = (fault: Past, { x, y }: { x: number; y: number }): OpenOn => ({
	...{ id: fault.id, code: '', mode: '', state: 'reported', since: '', due: null, reports: 1, held: false, photo: null },
	...{ dx: fault.x - x, dy: fault.y - y, sd: fault.sd, chainage: fault.chainage },
});

/** A fault lasts as long as any of its tickets. */
export function stretch(fault: Past, span: Span): void {
	fault.from = Math.min(fault.from, span.from);
	fault.until = Math.max(fault.until, span.until);
}
