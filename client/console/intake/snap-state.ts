import { effect, signal, untracked } from '@preact/signals';
import { type Snap, snapPin } from '../../../server/faults/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { draft } from './draft.ts';

/** What the server makes of the place; null while there is nothing to ask, or the answer is on its way. */
export const snapped = signal<Snap | null>(null);
export const snapProblem = signal<Problem | null>(null);
/** The asset somebody points at in the list. */
export const pointedAsset = signal<{ lon: number; lat: number } | null>(null);

/** The open fault that a report would join, by what is known of the place and the asset. */
export function openKnown({ candidates, nearby }: Snap, asset: string | null): Snap['nearby'][number] | Snap['candidates'][number]['open'] | undefined {
	if (asset === 'none') return undefined;
	const meant = asset ? candidates.find((one) => one.asset.reference === asset) : candidates[0];
	return meant?.open ?? nearby[0];
}

let current = new AbortController();

async function ask(): Promise<void> {
	current.abort();
	const mine = new AbortController();
	current = mine;
	const { mode, place, asset } = draft.peek();
	snapped.value = null;
	snapProblem.value = null;
	if (!mode || !place) return;
	const { lon, lat, method, zoom, accuracy } = place;
	const claimed = method === 'asset-click' && asset ? { asset } : {};
	try {
		const got = await call(
			snapPin,
			{
				mode,
				lon,
				lat,
				method,
				pointer: 'mouse',
				...(zoom !== undefined && { zoom }),
				...(accuracy !== undefined && { accuracy }),
				...claimed,
				language: language.peek(),
			},
			{ signal: mine.signal },
		);
		if (mine === current) snapped.value = got;
	} catch (thrown) {
		if (mine === current) snapProblem.value = asProblem(thrown);
	}
}

/** Asks again whenever trouble or place are others. Answers how to stop. */
export function followPlace(): () => void {
	let before = '';
	return effect(() => {
		const { mode, place } = draft.value;
		const now = JSON.stringify([mode, place, language.value]);
		if (now === before) return;
		before = now;
		untracked(() => void ask());
	});
}
