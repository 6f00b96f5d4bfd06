import { createHash } from 'node:crypto';
import { type Sighted, sight } from '../faults/index.ts';
import { type Context, catalogue, departmentCode, inLanguage, mustBeWelcome } from '../municipality/index.ts';
import { badField, Problem } from '../platform/problem.ts';
import { one } from '../platform/sql.ts';
import { answersOf } from './answers.ts';
import type { NewReport, Ticket } from './contract.ts';
import { stopEmergency } from './emergency.ts';
import { publicly } from './personal.ts';
import { type HowAgreed, noteConsent } from './persons/notice/notice.ts';
import { insertReportSql } from './queries.ts';
import { admit } from './trust/admit.ts';
import { type Brought, broughtBy } from './uploads/brought.ts';

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** Who reported, without saying who: by address or number when one is given, else by device. */
function reporterHash(report: NewReport, sender: string): string {
	const named = orNull(report.email)?.toLowerCase() ?? orNull(report.phone)?.replace(/\D/g, '');
	return named ? createHash('sha256').update(named).digest('base64url') : sender;
}

function mustBeSincere(report: NewReport, { actor, town }: Context): void {
	if (report.website) throw badField('website', 'Leave this empty.');
	if (report.channel !== 'web' && !actor.may('report.take')) throw new Problem('not-allowed', 'Only staff may take reports on behalf of others.');
	if (!town.municipality.languages.includes(report.language)) throw badField('language', 'Not a language of this municipality.');
}

/**
 * Takes a report in, from whichever door it came: finds its fault, keeps it, says so. Everything in one transaction. `script`: whether whoever sends it
 * can solve a puzzle.
 */
export async function take(context: Context, given: NewReport, { script = true } = {}): Promise<Ticket> {
	mustBeSincere(given, context);
	await mustBeWelcome(context, given);
	const report = { ...given, answers: answersOf(given) };
	const emergency = await stopEmergency(report, context);
	const { held } = report.channel === 'web' ? await admit(context, { script }) : { held: false };
	const brought = await broughtBy(context, report.media);
	const position = brought.find((it) => it.position)?.position;
	const sighted = await sight(context, { ...report, emergency, held, photo: position, at: context.now });
	const kept = await keep(context, report, { ...sighted, held, brought });
	await noteConsent(context, { contactId: kept.contactId, language: report.language, kinds: agreed(report, brought), how: howAgreed(report) });
	return ticketOf(context, report, { sighted, kept });
}

/** To what somebody agrees who leaves an address, lets their words be read, or sends photos. Staff ask on the phone. */
function agreed({ email, phone, publicWords, words }: NewReport, brought: readonly Brought[]): string[] {
	const given = { contact: Boolean(email || phone), 'public-words': publicWords && words !== '', photos: brought.length > 0 };
	return Object.entries(given).flatMap(([kind, it]) => (it ? [kind] : []));
}

/** How they agreed: whoever calls is asked, whoever writes to us has written. */
function howAgreed({ channel, agreed: said }: NewReport): HowAgreed {
	if (channel === 'web') return 'form';
	if (channel !== 'phone' && channel !== 'walk-in') return 'message';
	return said === 'earlier' ? 'earlier' : channel === 'phone' ? 'phone' : 'counter';
}

interface Kept {
	code: string;
	tracking: string;
	contactId: number;
}

function keep(context: Context, report: NewReport, it: Sighted & { held: boolean; brought: readonly Brought[] }): Promise<Kept> {
	const { actor, now } = context;
	const { fault, sightingId, joined, brought } = it;
	const { visibility, publicWords } = publicly(report.words, it.held ? { moderateFirst: true } : context.town.municipality.privacy);
	return one(
		context.db,
		insertReportSql({
			faultId: fault.id,
			sightingId,
			mode: report.mode,
			channel: report.channel,
			language: report.language,
			words: report.words,
			publicWords: report.publicWords,
			answers: report.answers,
			name: orNull(report.name),
			email: orNull(report.email),
			phone: orNull(report.phone),
			personId: report.channel === 'web' ? actor.personId : null,
			reporterHash: reporterHash(report, context.sender),
			senderHash: report.channel === 'web' ? context.sender : null,
			networkHash: report.channel === 'web' ? (context.network ?? null) : null,
			takenBy: report.channel === 'web' ? null : actor.personId,
			duplicate: joined,
			at: now,
			photos: brought.map(({ position: _, ...file }) => file),
			comment: report.publicWords && report.words ? visibility : null,
			publicText: publicWords,
		}),
	);
}

function ticketOf({ town }: Context, report: NewReport, { sighted, kept }: { sighted: Sighted; kept: Kept }): Ticket {
	const { fault, best, joined, reopened } = sighted;
	const home = best && catalogue.byNumber.get(best.row.class);
	const named = best && home && home.secrecy === 'public';
	return {
		ticket: `${town.municipality.prefix}-${kept.code}`,
		tracking: `/t/${kept.tracking}`,
		fault: fault.code,
		state: fault.state,
		joined,
		reopened,
		reports: fault.reports,
		linked: best !== undefined,
		asset: named ? { reference: best.row.reference, title: `${inLanguage(home.one, report.language)} ${best.row.reference}`, street: sighted.street } : null,
		department: departmentCode(town, fault.departmentId),
		due: fault.dueAt?.toISOString() ?? null,
	};
}
