import { signal } from '@preact/signals';
import type { NewReport } from '../../../server/reports/contract.ts';
import { newKey } from '../../api/new-key.ts';

/** A pin, how it was placed, and what it is called in words. */
export interface Place extends Pick<NewReport, 'lon' | 'lat' | 'method' | 'accuracy' | 'zoom' | 'pointer' | 'asset'> {
	name?: string | undefined;
}

/** What the person says about the candidates: a reference, none of these, or not sure. */
export type Chosen = { asset: string } | 'none' | 'unsure' | null;

/** A report that is being written. It stays on this device until it is sent. */
export interface Draft {
	/** Sent along, so that a repeat makes no second report. */
	key: string;
	mode: string | null;
	place: Place | null;
	chosen: Chosen;
	/** Code of the fault it is the same as; empty: another trouble; null: not asked. */
	sameAs: string | null;
	words: string;
	publicWords: boolean;
	answers: Readonly<Record<string, string>>;
	name: string;
	email: string;
	phone: string;
	/** What looked like an emergency and is none, as the person says. */
	calmed: readonly string[];
	changedAt: number;
}

const kept = 'faultline.draft';
const longest = 7 * 24 * 3600 * 1000;

/** Nothing said yet. */
export const emptyDraft = (): Draft => ({
	key: newKey(),
	mode: null,
	place: null,
	chosen: null,
	sameAs: null,
	words: '',
	publicWords: false,
	answers: {},
	name: '',
	email: '',
	phone: '',
	calmed: [],
	changedAt: 0,
});

/** Reads a draft as it was kept; what is too old or damaged is forgotten. */
export function readDraft(text: string | null, now: number): Draft {
	try {
		const it = JSON.parse(text ?? 'null') as Partial<Draft> | null;
		if (it && typeof it.key === 'string' && now - (it.changedAt ?? 0) < longest) return { ...emptyDraft(), ...it };
	} catch {
		// Written by another version or cut off: begin afresh.
	}
	return emptyDraft();
}

const remembered = (): Draft => {
	try {
		return readDraft(localStorage.getItem(kept), Date.now());
	} catch {
		return emptyDraft();
	}
};

/** The report being written. */
export const draft = signal<Draft>(remembered());

const keep = (): void => {
	try {
		localStorage.setItem(kept, JSON.stringify(draft.peek()));
	} catch {
		// Storage is refused or full: the draft then lasts as long as the page.
	}
};

/** Changes the draft and keeps it on this device. */
export function write(part: Partial<Draft>): void {
	draft.value = { ...draft.peek(), ...part, changedAt: Date.now() };
	keep();
}

/** Another trouble was chosen: what was said about the first one no longer holds, the place stays. */
export function chooseMode(mode: string): void {
	if (mode === draft.peek().mode) return;
	write({ mode, answers: {}, chosen: null, sameAs: null, calmed: [] });
}

/** The pin was placed anew: what was said about its candidates no longer holds. */
export const choosePlace = (place: Place | null): void => write({ place, chosen: null, sameAs: null });

/** The report is sent or given up. */
export function clearDraft(): void {
	draft.value = emptyDraft();
	try {
		localStorage.removeItem(kept);
	} catch {
		// See `keep`.
	}
}
