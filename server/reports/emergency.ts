import { dangerIn } from '../maths/emergency-words.ts';
import { askedNow } from '../maths/questions.ts';
import { type Context, catalogue, emergencyNotice } from '../municipality/index.ts';
import { Problem } from '../platform/problem.ts';
import type { NewReport } from './contract.ts';

/** Why a report is an emergency, and where its words say so, which. */
interface Reason {
	why: 'mode' | 'answer' | 'words';
	words?: string;
}

/** Why a report is an emergency: by its failure mode, by an answer, or by its words; undefined where it is none. */
export function emergencyOf(report: Pick<NewReport, 'mode' | 'answers' | 'words'>, { town }: Pick<Context, 'town'>): Reason | undefined {
	const mode = catalogue.modes.get(report.mode)?.mode;
	if (mode?.emergency) return { why: 'mode' };
	const questions = askedNow(mode?.questions ?? [], report.answers);
	if (questions.some((it) => it.emergencyIf?.includes(String(report.answers[it.id])))) return { why: 'answer' };
	const sign = dangerIn(report.words, Object.values(town.municipality.emergency.words ?? {}).flat());
	return sign ? { why: 'words', words: sign.words } : undefined;
}

/** Stops an emergency at the phone number, unless its sender says she has phoned or it is none. Says whether it is flagged as one. */
export async function stopEmergency(report: NewReport, context: Context): Promise<boolean> {
	const reason = emergencyOf(report, context);
	if (reason === undefined) return false;
	if (!report.notEmergency && report.channel === 'web') {
		const { db, town, now } = context;
		const notice = await emergencyNotice(db, town, { language: report.language, now, place: report });
		throw new Problem('emergency', undefined, { extra: { emergency: { ...reason, ...notice } } });
	}
	return true;
}
