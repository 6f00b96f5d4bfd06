import { computed, signal } from '@preact/signals';
import type { Service } from '../../../server/municipality/contract.ts';
import type { Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { text } from '../../i18n/text.ts';
import { asked } from './ask.ts';
import { type Draft, draft, write } from './draft.ts';
import { service } from './services.ts';

/** Something that looks like an emergency: the form stops until the person has read whom to phone. */
export interface Alarm {
	reason: string;
	phone: string;
	email: string | null;
	text: string;
}

/** The server found an emergency in what was sent. */
const heard = signal<Alarm | null>(null);

/** Why a draft looks like an emergency: its kind of trouble, or an answer; null where it does not or the person has said that it is none. */
export function reasonOf(service: Service | null, { answers, calmed }: Pick<Draft, 'answers' | 'calmed'>): string | null {
	if (!service) return null;
	const reasons = [
		...(service.emergency ? [service.mode] : []),
		...asked(service.questions, answers)
			.filter(({ id, emergencyIf }) => emergencyIf?.includes(answers[id] ?? ''))
			.map(({ id }) => `${service.mode} ${id}`),
	];
	return reasons.find((it) => !calmed.includes(it)) ?? null;
}

const ofTown = (reason: string): Alarm => {
	const { phone, email, text: words } = theTown().emergency;
	return { reason, phone, email, text: text(words) };
};

/** The emergency that stops the form now. */
export const alarm = computed<Alarm | null>(() => {
	const reason = reasonOf(service.value, draft.value);
	if (reason) return ofTown(reason);
	return heard.value && !draft.value.calmed.includes(heard.value.reason) ? heard.value : null;
});

const textOf = (it: unknown): string => (typeof it === 'string' ? it : typeof it === 'object' && it !== null ? text(it as Record<string, string>) : '');

/** The server answered `emergency`: stop, and show what it says. */
export function hearAlarm(problem: Problem): void {
	const town = ofTown('words');
	const it = (problem.extra['emergency'] ?? {}) as Partial<Record<keyof Alarm, unknown>>;
	heard.value = {
		reason: 'words',
		phone: typeof it.phone === 'string' ? it.phone : town.phone,
		email: typeof it.email === 'string' ? it.email : town.email,
		text: textOf(it.text) || town.text,
	};
}

/** The person has phoned, or says that it is none: the form goes on. */
export const calm = (reason: string): void => write({ calmed: [...draft.peek().calmed, reason] });
