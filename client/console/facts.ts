import { effect, signal, untracked } from '@preact/signals';
import { listStaff, type Staff } from '../../server/auth/contract.ts';
import { type Layer, readLayers, readServices, type Service } from '../../server/municipality/contract.ts';
import { call } from '../api/call.ts';
import { theTown } from '../api/town.ts';
import { language } from '../i18n/language.ts';
import { text } from '../i18n/text.ts';
import { may } from './session.ts';

/** Classes of assets as this person may see them, in her language; empty until they are known. */
export const layers = signal<readonly Layer[]>([]);
/** What can be reported. */
export const services = signal<readonly Service[]>([]);
/** Those to whom a fault can be given. */
export const staff = signal<readonly Staff[]>([]);

/** Without these lists the console still works, with codes in place of names. */
const quietly = async (ask: () => Promise<void>): Promise<void> => {
	await ask().catch(() => undefined);
};

/** Asks for what hardly ever changes: now, and again in another language. Answers how to stop. */
export function learnFacts(): () => void {
	const stop = effect(() => {
		const spoken = language.value;
		untracked(() => {
			void quietly(async () => {
				layers.value = (await call(readLayers, { language: spoken })).layers;
			});
			void quietly(async () => {
				services.value = (await call(readServices, { language: spoken })).services;
			});
		});
	});
	if (may('fault.assign'))
		void quietly(async () => {
			staff.value = (await call(listStaff, {})).staff;
		});
	return stop;
}

/** A department by its name. */
export const departmentName = (code: string): string => text(theTown().departments.find((it) => it.code === code)?.title) || code;
