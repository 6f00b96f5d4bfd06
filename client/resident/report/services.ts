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

const byLanguage = new Map<string, readonly Service[]>();

/** Asks what can be reported in a language, once. */
export async function loadServices(wanted: string): Promise<void> {
	try {
		const known = byLanguage.get(wanted) ?? (await call(readServices, { language: wanted })).services;
		byLanguage.set(wanted, known);
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
