import { computed, effect, signal, untracked } from '@preact/signals';
import { type Case, readCase } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { listen } from '../../api/live.ts';
import { answer } from '../../api/use-call.ts';
import { language } from '../../i18n/language.ts';
import { route } from '../route.ts';
import { put } from './queue.ts';
import { faultOf, isOwn, missed } from './queue-live.ts';

/** The forms of the fault panel, of which one at most is open. */
export type Form = 'link' | 'recategorise' | 'move' | 'assign' | 'order' | 'merge' | 'note' | 'work';

/** The form that is open. */
export const form = signal<Form | null>(null);
/** The asset chosen while the link is corrected, in the list or on the map. */
export const chosenAsset = signal<{ reference: string; lon: number; lat: number } | null>(null);
/** The fault has changed elsewhere while a form was open: what is shown is older. */
export const outdated = signal(false);

const asked = answer(async (abort: AbortSignal): Promise<Case | null> => {
	const code = route.peek().fault;
	return code ? call(readCase, { code, language: language.peek() }, { signal: abort }) : null;
});

export const caseProblem = asked.error;

/** All about the fault that is open; null while it is on its way, or none is open. */
export const theCase = computed<Case | null>(() => {
	const it = asked.data.value;
	return it && it.fault.code === route.value.fault ? it : null;
});

/** Reads the open fault again. */
export async function reloadCase(): Promise<void> {
	await asked.reload();
	outdated.value = false;
	const it = theCase.peek();
	if (it) put(it.fault);
}

/** Opens a form, or closes the one that is open. */
export function openForm(name: Form | null): void {
	form.value = name;
	chosenAsset.value = null;
	if (name === null && outdated.peek()) void reloadCase();
}

/** Reads the fault that the address names, and again when it changes elsewhere. Answers how to stop. */
export function followCase(): () => void {
	const code = computed(() => route.value.fault);
	const stopReading = effect(() => {
		void code.value;
		void language.value;
		untracked(() => {
			form.value = null;
			chosenAsset.value = null;
			void reloadCase();
		});
	});
	const stopListening = listen((event) => {
		const mine = faultOf(event) === code.peek() && code.peek() !== null;
		if (!missed(event) && !(mine && !isOwn(code.peek() ?? ''))) return;
		if (form.peek() === null) void reloadCase();
		else outdated.value = true;
	});
	return () => {
		stopReading();
		stopListening();
		asked.stop();
	};
}
