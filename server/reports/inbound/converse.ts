import { createHash } from 'node:crypto';
import type * as z from 'zod/mini';
import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { badField } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { guessLanguage, guessMode } from '../drafts/guess.ts';
import { assetNamed, keepDraft, type Where } from '../drafts/keep.ts';
import { noteInboundSql } from '../drafts/queries.ts';
import { emergencyOf } from '../emergency.ts';
import { take } from '../take.ts';
import { inboundMessage } from './contract.ts';
import { answeredSql, endSessionSql, keepAnswerSql, keepSessionSql, type Session, sessionSql, stopNumberSql } from './queries.ts';
import { inboundWords } from './words.ts';

type Message = z.infer<typeof inboundMessage.input>;
type Answer = z.infer<typeof inboundMessage.output>;

/** After so many questions a person takes over. */
const mostQuestions = 3;
/** As many choices as fit into one message. */
const mostChoices = 6;
const commands = { stop: /^\W*(stop|staak|unsubscribe|yeka|misa)\W*$/i, info: /^\W*(info|help|hulp|uncedo|\?)\W*$/i };

/** What most people report, in the order of the layers: the first trouble of each class that has its own symbol on the street. */
const choicesOf = ({ town }: Context): string[] =>
	catalogue.classes
		.filter((it) => it.secrecy === 'public')
		.flatMap(({ modes }) => modes.filter((it) => town.services.get(it.code)?.enabled && !it.emergency && !it.houseLevel).slice(0, 1))
		.map((it) => it.code)
		.slice(0, mostChoices);

const senderOf = ({ from }: Message): string => createHash('sha256').update(from.replace(/\D/g, '')).digest('base64url');

/** The words of a language, with what belongs in their holes. */
function say(context: Context, language: string, key: keyof (typeof inboundWords)[string], holes: Record<string, string> = {}): string {
	const { name, emergency } = context.town.municipality;
	const filled: Record<string, string> = { name, phone: emergency.phone, ...holes };
	return ((inboundWords[language] ?? inboundWords['en'])?.[key] ?? '').replace(/\{(\w+)\}/g, (_, hole: string) => filled[hole] ?? '');
}

const chosen = (context: Context, { asked, mode }: Session, text: string): string | null => {
	if (mode) return mode;
	const number = /^\s*(\d)\s*$/.exec(text)?.[1];
	return (asked > 0 && number ? choicesOf(context)[Number(number) - 1] : undefined) ?? guessMode(text, context.town);
};

/** Asks for what is missing; what was said so far is kept. */
async function ask(context: Context, message: Message, session: Session): Promise<Answer> {
	await all(context.db, keepSessionSql(message.channel, senderOf(message), { ...session, asked: session.asked + 1 }));
	const { language, mode } = session;
	const titles = choicesOf(context).map((code, at) => `${at + 1} ${inLanguage(catalogue.modes.get(code)?.mode.title ?? {}, language)}`);
	const reply = mode ? say(context, language, 'where') : say(context, language, 'what', { choices: titles.join(', ') });
	return { reply, end: false, ticket: null, outcome: 'asked' };
}

/** A report where both trouble and asset are named. */
async function report(context: Context, message: Message, { session, named }: { session: Session & { mode: string }; named: Where }): Promise<Answer> {
	const { language, mode, words } = session;
	const { lon, lat } = named.place ?? { lon: 0, lat: 0 };
	const pin = { lon, lat, method: 'asset-click' as const, asset: named.asset ?? undefined, noneOfThese: false };
	const said = { words, phone: message.from, language, channel: 'sms' as const, publicWords: false, notEmergency: false, answers: {}, media: [] };
	const { ticket } = await take({ ...context, sender: senderOf(message), photos: [] }, { mode, ...pin, ...said });
	return { reply: say(context, language, 'taken', { ticket }), end: true, ticket, outcome: 'taken' };
}

/** What is less sure than a number on a pole, or takes too many questions, somebody looks at. */
async function handOver(context: Context, { channel, from }: Message, { session, placed }: { session: Session; placed: string | undefined }): Promise<Answer> {
	const { language, mode, words } = session;
	await keepDraft(context.db, context.town, { channel, language, name: null, email: null, phone: from, subject: null, words, photos: [], placed, mode });
	return { reply: say(context, language, 'draft'), end: true, ticket: null, outcome: 'draft' };
}

const isWhole = (it: Session): it is Session & { mode: string } => it.mode !== null;

async function goOn(context: Context, message: Message, language: string): Promise<Answer> {
	const { channel, text } = message;
	const before = await maybeOne<Session>(context.db, sessionSql(channel, senderOf(message)));
	const known = before ?? { language, mode: null, words: '', asked: 0 };
	const session: Session = { ...known, mode: chosen(context, known, text), words: [known.words, text].filter(Boolean).join('\n').slice(0, 4000) };
	const named = await assetNamed(context.db, session.words);
	const placed = known.mode === null ? undefined : text;
	if (isWhole(session) && named) return report(context, message, { session, named });
	if (placed !== undefined || session.asked >= mostQuestions) return handOver(context, message, { session, placed });
	return ask(context, message, session);
}

/** Whoever tells of danger reads first whom to phone. */
async function converse(context: Context, message: Message, language: string): Promise<Answer> {
	const answer = await goOn(context, message, language);
	if (answer.end) await all(context.db, endSessionSql(message.channel, senderOf(message)));
	const danger = emergencyOf({ mode: '', answers: {}, words: message.text }, context);
	return danger ? { ...answer, reply: `${say(context, language, 'emergency')} ${answer.reply}` } : answer;
}

async function answerTo(context: Context, message: Message): Promise<Answer> {
	const { languages } = context.town.municipality;
	const language = languages.includes(message.language ?? '') ? (message.language ?? 'en') : guessLanguage(message.text, languages);
	if (commands.stop.test(message.text)) {
		await all(context.db, stopNumberSql(message.from.replace(/\D/g, '')));
		await all(context.db, endSessionSql(message.channel, senderOf(message)));
		return { reply: say(context, language, 'stopped'), end: true, ticket: null, outcome: 'stopped' };
	}
	if (commands.info.test(message.text)) return { reply: say(context, language, 'info'), end: true, ticket: null, outcome: 'told' };
	return converse(context, message, language);
}

/** Takes part in conversations by text: what is wrong, where; then a ticket, or a draft for staff. */
export function inboundRoutes(serve: Serve<Context>): void {
	serve(inboundMessage, async (context, message) => {
		if (message.from.replace(/\D/g, '').length < 7) throw badField('from', 'Not a number that can be answered.');
		const digest = createHash('sha256').update(`${message.from} ${message.id}`).digest();
		if (!(await maybeOne(context.db, noteInboundSql(message.channel, digest, 'dialogue')))) {
			const { answer } = await one<{ answer: Answer }>(context.db, answeredSql(message.channel, digest));
			return answer;
		}
		const answer = await answerTo(context, message);
		await all(context.db, keepAnswerSql(message.channel, digest, answer));
		return answer;
	});
}
