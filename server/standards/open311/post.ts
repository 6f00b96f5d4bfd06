import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { FailureMode, Question } from '../../../gis-layers/index.ts';
import { findPlace } from '../../assets/index.ts';
import { askedNow } from '../../maths/questions.ts';
import { type Context, emergencyNotice } from '../../municipality/index.ts';
import { inTransaction } from '../../platform/http.ts';
import { parseInput } from '../../platform/input.ts';
import { Problem } from '../../platform/problem.ts';
import { all, maybeOne } from '../../platform/sql.ts';
import { NewReport, type Ticket } from '../../reports/contract.ts';
import { take } from '../../reports/index.ts';
import { missing, wrong } from './errors.ts';
import { needed, numberIn, type Parameters } from './parameters.ts';
import { holdNameSql, insertPostedSql, postedSql } from './queries.ts';
import { modeOf } from './services.ts';
import { openWords } from './words.ts';
import type { Row } from './write.ts';

const longest = 4000;
const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const number = /^[+\d][\d ()-]{5,24}$/;

/** Who may post: whoever's key it is, if they may take reports from others. */
export function sender({ actor }: Context, request: Request): number {
	// A signed-in browser on somebody else's page must not post here, so a session is not enough.
	if (request.headers.authorization === undefined || actor.personId === null) throw new Problem('not-allowed', 'api_key is missing or not known.');
	if (!actor.may('report.take')) throw new Problem('not-allowed', 'This api_key may not post.');
	return actor.personId;
}

/** Addresses of photos: only such as a browser could open. */
export const mediaUrls = (it: Parameters): string[] =>
	[...it.list('media_url'), ...it.list('media_urls')].filter((url) => /^https?:\/\/\S{3,1990}$/i.test(url) && URL.canParse(url)).slice(0, 10);

/** Who says so, as far as it can be kept as a name, an address and a number; what is neither is said with the words. */
export function personOf(it: Parameters): { name: string; email?: string; phone?: string; more: string[] } {
	const name = [it.get('first_name'), it.get('last_name')].filter((part) => part !== undefined && part !== '-').join(' ');
	const email = it.get('email')?.trim();
	const phone = it.get('phone')?.trim();
	const goodMail = email !== undefined && mail.test(email) && email.length <= 200;
	const goodPhone = phone !== undefined && number.test(phone);
	const more = [...(email !== undefined && !goodMail ? [`E-mail: ${email}`] : []), ...(phone !== undefined && !goodPhone ? [`Phone: ${phone}`] : [])];
	return { name: name.trim().slice(0, 120), ...(goodMail ? { email } : {}), ...(goodPhone ? { phone } : {}), more };
}

/** What was written, with the line ends of this server, as much as is kept. */
export function wordsOf(it: Parameters, more: readonly string[], most = longest): string {
	const text = [it.get('description') ?? '', ...more].join('\n').replaceAll(/\r\n?/g, '\n').trim();
	return text.length <= most ? text : `${text.slice(0, most - 2).toWellFormed()} …`;
}

async function placeOf(context: Context, it: Parameters): Promise<Record<string, unknown>> {
	const lat = numberIn(it, 'lat', { from: -90, to: 90 });
	const lon = numberIn(it, 'long', { from: -180, to: 180 });
	if (lat !== undefined && lon !== undefined) return { lat, lon, method: 'map-click' };
	if (lat !== undefined || lon !== undefined) throw missing(lat === undefined ? 'lat' : 'long');
	return typedPlace(context, it.get('address_string') ?? it.get('address_id'));
}

async function typedPlace(context: Context, typed: string | undefined): Promise<Record<string, unknown>> {
	if (typed === undefined) throw missing('lat and long, address_string or address_id');
	const found = await findPlace(context, typed.trim().slice(0, 200));
	if (!found) throw wrong('address_string', 'is no place that is known here');
	const { lon, lat, reference, position } = found;
	if (position) return { lon, lat, method: 'gnss', accuracy: 5 };
	return reference === null ? { lon, lat, method: 'address' } : { lon, lat, method: 'asset-click', asset: reference };
}

/** Yes and no as other systems write them. */
const said: readonly (readonly [RegExp, string])[] = [
	[/^(yes|true|1|y)$/i, 'yes'],
	[/^(no|false|0|n)$/i, 'no'],
];

function answerTo({ id, kind }: Question, { attributes }: Parameters): [string, string][] {
	const value = attributes.get(id)?.[0]?.trim().slice(0, 500);
	if (value === undefined) return [];
	return [[id, (kind === 'yes-no' ? said.find(([shape]) => shape.test(value))?.[1] : undefined) ?? value]];
}

/** Answers to the questions of a failure mode; what nobody asked is let pass, what has to be answered is asked for. */
function answersOf({ questions }: FailureMode, it: Parameters): Record<string, string> {
	const answers = Object.fromEntries(questions.flatMap((question) => answerTo(question, it)));
	const open = askedNow(questions, answers).filter(({ required, id }) => required && answers[id] === undefined);
	if (open.length > 0) throw new Problem('bad-input', undefined, { errors: open.map(({ id }) => ({ path: `answers.${id}`, message: 'is required' })) });
	return answers;
}

/** The sender's own number for a report, by which it may send the report again. */
const foreignIdOf = ({ attributes }: Parameters): string | null =>
	(attributes.get('fixmystreet_id') ?? attributes.get('external_id'))?.[0]?.trim().slice(0, 200) ?? null;

/** A fingerprint of what was sent: without the key and what a sender draws anew each time. */
function fingerprint(request: Request, it: Parameters, { photos }: Context): string {
	const hash = createHash('sha256');
	const names = [
		'service_code',
		'description',
		'lat',
		'long',
		'address_string',
		'address_id',
		'email',
		'phone',
		'first_name',
		'last_name',
		'device_id',
		'account_id',
	];
	hash.update(JSON.stringify([request.path.replace(/\..*/, ''), names.map((name) => it.list(name)), [...it.attributes].sort(), mediaUrls(it).sort()]));
	for (const photo of photos) hash.update(photo.original);
	return hash.digest('base64url');
}

async function noticeOf(
	context: Context,
	{ ticket, emergency }: { ticket: Ticket; emergency: boolean },
	place: { lon: number; lat: number },
): Promise<string | null> {
	const words = openWords(context.language);
	if (emergency) {
		const { phone } = await emergencyNotice(context.db, context.town, { language: context.language, now: context.now, place });
		return words.emergency.replace('{phone}', phone);
	}
	return ticket.joined ? words.joined.replace('{count}', String(ticket.reports)) : null;
}

async function reportOf(context: Context, it: Parameters, foreignId: string | null) {
	const mode = modeOf(context, needed(it, 'service_code'));
	const { more, ...person } = personOf(it);
	const place = await placeOf(context, it);
	const report = parseInput(NewReport, {
		mode: mode.code,
		...place,
		...person,
		words: wordsOf(it, more),
		answers: answersOf(mode, it),
		language: context.language,
		channel: 'open311',
	});
	// One server sends for many people: each of its devices or reports is a sender of its own.
	const device = it.get('device_id') ?? it.get('deviceid') ?? it.get('account_id') ?? foreignId ?? '';
	const own = createHash('sha256').update(`${context.sender} ${context.actor.personId} ${device}`).digest('base64url');
	return { report, sender: own, emergency: mode.emergency };
}

/** Takes a report that another system has posted, or says which it was when it has been posted before. */
export async function postRequest(context: Context, request: Request, it: Parameters): Promise<Row[]> {
	const personId = sender(context, request);
	const foreignId = foreignIdOf(it);
	const contentHash = fingerprint(request, it, context);
	const { report, sender: own, emergency } = await reportOf(context, it, foreignId);
	const { prefix } = context.town.municipality;
	return inTransaction(context.db, async (db) => {
		await all(db, holdNameSql(`open311 request ${personId} ${foreignId ?? contentHash}`));
		const before = await maybeOne<{ code: string; notice: string | null }>(db, postedSql({ personId, foreignId, contentHash, now: context.now }));
		if (before) return [{ service_request_id: `${prefix}-${before.code}`, service_notice: before.notice, account_id: null }];
		const ticket = await take({ ...context, db, sender: own }, report);
		const notice = await noticeOf({ ...context, db }, { ticket, emergency }, report);
		const code = ticket.ticket.slice(prefix.length + 1);
		await all(db, insertPostedSql({ code, personId, foreignId, contentHash, mediaUrls: mediaUrls(it), notice, now: context.now }));
		return [{ service_request_id: ticket.ticket, service_notice: notice, account_id: null }];
	});
}
