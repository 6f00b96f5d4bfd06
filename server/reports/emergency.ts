import { type Context, catalogue } from '../municipality/index.ts';
import { Problem } from '../platform/problem.ts';
import type { NewReport } from './contract.ts';

const plain = (text: string): string =>
	` ${text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;

/** The first of a municipality's emergency words (in any of its languages) that a text holds as whole words. */
export function emergencyWord(text: string, words: Readonly<Record<string, readonly string[]>>): string | undefined {
	const said = plain(text);
	return Object.values(words)
		.flat()
		.find((word) => said.includes(plain(word)));
}

/** Why a report is an emergency: by its failure mode, by an answer, or by its words. */
export function emergencyOf(report: Pick<NewReport, 'mode' | 'answers' | 'words'>, context: Context): 'mode' | 'answer' | 'words' | undefined {
	const mode = catalogue.modes.get(report.mode)?.mode;
	if (mode?.emergency) return 'mode';
	const answered = mode?.questions.some((question) => question.emergencyIf?.includes(String(report.answers[question.id])));
	if (answered) return 'answer';
	return emergencyWord(report.words, context.town.municipality.emergency.words ?? {}) === undefined ? undefined : 'words';
}

/** Stops an emergency at the phone number, unless its sender says she has phoned or it is none. Says whether it is flagged as one. */
export function stopEmergency(report: NewReport, context: Context): boolean {
	const why = emergencyOf(report, context);
	if (why === undefined) return false;
	if (!report.notEmergency && report.channel === 'web') {
		const { phone, email, text } = context.town.municipality.emergency;
		throw new Problem('emergency', undefined, { extra: { emergency: { why, phone, email: email ?? null, text: text[report.language] ?? text['en'] ?? '' } } });
	}
	return true;
}
