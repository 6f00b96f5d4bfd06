import { effect, signal, untracked } from '@preact/signals';
import { type Finding, listFindings, listRegisterLayers, type RegisterLayer } from '../../../../server/assets/layers/contract.ts';
import { call } from '../../../api/call.ts';
import { listen } from '../../../api/live.ts';
import { asProblem, type Problem } from '../../../api/problem.ts';
import { language } from '../../../i18n/language.ts';
import { route } from '../../route.ts';
import { issueOf, networkFindings } from './network-state.ts';

/** Every class of the register, as last heard; undefined until then. */
export const registerLayers = signal<readonly RegisterLayer[] | undefined>(undefined);
export const layersProblem = signal<Problem | null>(null);

/** What breaks the rule that is looked at. */
interface Findings {
	findings: readonly Finding[];
	next: number | null;
}
export const findings = signal<Findings | null>(null);
export const findingsProblem = signal<Problem | null>(null);
/** The finding pointed at, in the list or on the map. */
export const pointedFinding = signal<number | null>(null);

/** Asks for all layers. */
export async function loadLayers(): Promise<void> {
	try {
		registerLayers.value = (await call(listRegisterLayers, {}, { timeout: 60 })).layers;
		layersProblem.value = null;
	} catch (thrown) {
		layersProblem.value = asProblem(thrown);
	}
}

/** One layer is known anew. */
export function putLayer(layer: RegisterLayer): void {
	registerLayers.value = registerLayers.peek()?.map((it) => (it.class === layer.class ? layer : it));
}

/** Asks for what breaks a rule; `more`: the next page of it. */
export async function loadFindings(more = false): Promise<void> {
	const { layer, rule } = route.peek().register;
	const known = more ? findings.peek() : null;
	if (!layer || !rule) return;
	try {
		const after = known?.next ?? 0;
		const issue = issueOf(rule);
		const got = issue
			? await networkFindings(layer, issue, after)
			: await call(listFindings, { class: layer, rule, after, language: language.peek() }, { timeout: 60 });
		const now = route.peek().register;
		if (now.layer !== layer || now.rule !== rule) return;
		findings.value = { findings: [...(known?.findings ?? []), ...got.findings], next: got.next };
		findingsProblem.value = null;
	} catch (thrown) {
		findingsProblem.value = asProblem(thrown);
	}
}

/** Keeps layers and findings in step with the address, the language and the live feed, as long as the room is open. Answers how to stop. */
export function followLayers(): () => void {
	void loadLayers();
	const stops = [
		effect(() => {
			const { layer, rule } = route.value.register;
			void [layer, rule, language.value];
			untracked(() => {
				findings.value = null;
				findingsProblem.value = null;
				pointedFinding.value = null;
				void loadFindings();
			});
		}),
		listen(({ kind }) => {
			if (/^(quality|register|live)\./.test(kind)) void loadLayers();
		}),
	];
	return () => {
		for (const stop of stops) stop();
	};
}
