import { computed, effect, signal } from '@preact/signals';
import { readServices, type Service } from '../../../server/municipality/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { draft } from './draft.ts';

/** What can be reported, in the person's language; null until it is known. */
export const services = signal<readonly Service[] | null>(null);

/** Why it is not known. */
export const servicesProblem = signal<Problem | null>(null);

const byLanguage = new Map<string, Promise<readonly Service[]>>();

/** Asks in a language once; what did not get through is asked again the next time. */
function askIn(wanted: string): Promise<readonly Service[]> {
	const asked = byLanguage.get(wanted) ?? call(readServices, { language: wanted }).then((it) => it.services);
	byLanguage.set(wanted, asked);
	asked.catch(() => byLanguage.delete(wanted));
	return asked;
}

/** Asks before anybody wants to see it, while the first screen is still on its way. */
export const expectServices = (wanted: string): void => void askIn(wanted).catch(() => undefined);

/** Asks what can be reported in a language, once. */
export async function loadServices(wanted: string): Promise<void> {
	try {
		const known = await askIn(wanted);
		if (wanted !== language.peek()) return;
		services.value = known;
		servicesProblem.value = null;
	} catch (thrown) {
		servicesProblem.value = asProblem(thrown);
	}
}

/** Begins to follow the language. */
export const startServices = (): (() => void) => effect(() => void loadServices(language.value));

/** What the draft is about, as far as it is known. */
export const service = computed<Service | null>(() => services.value?.find((it) => it.mode === draft.value.mode) ?? null);
