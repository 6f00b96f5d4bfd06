import { computed, effect, signal, untracked } from '@preact/signals';
import { readAsset } from '../../../../server/assets/contract.ts';
import { assetVersions } from '../../../../server/assets/edit/contract.ts';
import type { Neighbour } from '../../../../server/assets/layers/contract.ts';
import { call } from '../../../api/call.ts';
import { asProblem, type Problem } from '../../../api/problem.ts';
import { language } from '../../../i18n/language.ts';
import type { Shape } from '../../../map/overlay.ts';
import { layers } from '../../facts.ts';
import { route } from '../../route.ts';
import { type Draft, draftOf, type Subject } from './draft.ts';
import type { Cut } from './shapes.ts';

/** What a tap on the map does. */
export type Tool = 'none' | 'shape' | 'draw' | 'split' | 'merge';

/** The asset as the register has it; null for one that is not there yet. */
export const subject = signal<Subject | null>(null);
export const draft = signal<Draft>(draftOf(null));
export const tool = signal<Tool>('none');
/** Where the line is to be cut. */
export const cut = signal<Cut | null>(null);
/** References of those that are to be one with it. */
export const merged = signal<readonly string[]>([]);
export const neighbours = signal<readonly Neighbour[]>([]);
/** Why the last change was refused. */
export const refusal = signal<Problem | null>(null);
export const loadProblem = signal<Problem | null>(null);
/** What was read last was read for this asset. */
export const loaded = signal(false);

/** The class that is edited: that of the asset, or the one of which a new one is made. */
export const classId = computed(() => subject.value?.class ?? route.value.register.layer);
export const layer = computed(() => layers.value.find(({ id }) => id === classId.value));

/** Classes of the same network: what is drawn snaps to them. */
export const network = computed(() => layers.value.filter(({ theme }) => theme === layer.value?.theme));

/** Forgets what was being changed. */
export function startAgain(): void {
	draft.value = draftOf(subject.peek());
	tool.value = subject.peek() ? 'none' : 'draw';
	cut.value = null;
	merged.value = [];
	refusal.value = null;
}

/** Reads the asset anew, and begins again from what is read. */
export async function loadSubject(): Promise<void> {
	const { asset } = route.peek().register;
	loadProblem.value = null;
	if (!asset) {
		subject.value = null;
		loaded.value = true;
		startAgain();
		return;
	}
	loaded.value = false;
	try {
		const [{ versions }, told] = await Promise.all([
			call(assetVersions, { reference: asset }),
			call(readAsset, { reference: asset, language: language.peek() }),
		]);
		const now = versions.at(-1);
		if (!now || route.peek().register.asset !== asset) return;
		subject.value = { ...now, class: told.class, title: told.title, street: told.street, geometry: now.geometry as Shape };
		loaded.value = true;
		startAgain();
	} catch (thrown) {
		loadProblem.value = asProblem(thrown);
	}
}

/** Keeps the asset in step with the address, as long as the room is open. Answers how to stop. */
export const followSubject = (): (() => void) =>
	effect(() => {
		const { asset, layer: id } = route.value.register;
		untracked(() => {
			void [asset, id];
			subject.value = null;
			void loadSubject();
		});
	});

/** Puts another shape into the draft. */
export function reshape(shape: Shape | null): void {
	draft.value = { ...draft.peek(), shape };
}
