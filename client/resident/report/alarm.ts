import { computed, signal } from '@preact/signals';
import type { Service } from '../../../server/municipality/contract.ts';
import type { Problem } from '../../api/problem.ts';
import { theTown } from '../../api/town.ts';
import { text } from '../../i18n/text.ts';
import { asked } from './ask.ts';
import { type Draft, draft, write } from './draft.ts';
import { emergencyNotice } from './emergency-notice.ts';
import { service } from './services.ts';

/** Something that looks like an emergency: the form stops until the person has read whom to phone. */
export interface Alarm {
	reason: string;
	phone: string;
	email: string | null;
	text: string;
	/** What holds in the ward beside that. */
	ward?: string | null;
	/** The words that told of danger. */
	words?: string | undefined;
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

const ofTown = (reason: string, words?: string): Alarm => {
	const now = emergencyNotice.value;
	const { phone, email, text: always } = theTown().emergency;
	return { reason, words, phone: now?.phone ?? phone, email: now?.email ?? email, text: now?.text ?? text(always), ward: now?.ward ?? null };
};

/** The danger that the words were found to tell of: reason and words. */
const told = signal<{ reason: string; words: string } | null>(null);

/** Looks in the words for danger. What looks is fetched when there are words, with the words of danger in all languages. */
export async function heed(text: string): Promise<void> {
	if (text.trim() === '') {
		told.value = null;
		return;
	}
	try {
		const { dangerIn } = await import('../../../server/maths/emergency-words.ts');
		const sign = dangerIn(text, emergencyNotice.peek()?.words ?? []);
		told.value = sign && { reason: `words ${sign.danger}`, words: sign.words };
	} catch {
		// Without a connection, and not kept: the server looks as well.
	}
}

/** The emergency that stops the form now. */
export const alarm = computed<Alarm | null>(() => {
	const reason = reasonOf(service.value, draft.value);
	if (reason) return ofTown(reason);
	if (told.value && !draft.value.calmed.includes(told.value.reason)) return ofTown(told.value.reason, told.value.words);
	return heard.value && !draft.value.calmed.includes(heard.value.reason) ? heard.value : null;
});

const textOf = (it: unknown): string | undefined => (typeof it === 'string' && it !== '' ? it : undefined);

/** The server answered `emergency`: stop, and show what it says. */
export function hearAlarm(problem: Problem): void {
	const it = (problem.extra['emergency'] ?? {}) as Partial<Record<keyof Alarm, unknown>>;
	const words = textOf(it.words);
	const town = ofTown('words', words);
	heard.value = {
		...town,
		phone: textOf(it.phone) ?? town.phone,
		email: textOf(it.email) ?? town.email,
		text: textOf(it.text) ?? town.text,
		ward: textOf(it.ward) ?? null,
	};
}

/** The person has phoned, or says that it is none: the form goes on. */
export const calm = (reason: string): void => write({ calmed: [...draft.peek().calmed, reason] });
