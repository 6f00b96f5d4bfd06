import { nextTurn, type Rhythm } from '../../maths/rhythm.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { asking } from '../ask.ts';
import { reportOf, settingOf } from '../catalogue.ts';
import { boardSql } from '../kept/queries.ts';
import { type Letter, mostReaders } from './contract.ts';
import {
	addReadersSql,
	type HeldLetter,
	holdLetterSql,
	keepReadersSql,
	knownStaffSql,
	type LetterRow,
	lettersSql,
	ownLettersSql,
	seenQuestionSql,
	staffSql,
} from './queries.ts';

/** More than these nobody reads. */
const most = 50;

/** A letter belongs to a person: a key that stands for none has nobody whose rights it goes by. */
function ownerOf({ actor }: Context): number {
	if (actor.personId === null) throw new Problem('not-allowed');
	return actor.personId;
}

const letterOf = ({ nextAt, lastAt, sent, waiting, failed, trouble, ...row }: LetterRow): Letter => ({
	...row,
	nextAt: nextAt?.toISOString() ?? null,
	last: lastAt && { at: lastAt.toISOString(), sent, waiting, failed, trouble },
});

/** What goes out again and again. */
export async function letters(context: Context): Promise<{ letters: Letter[] }> {
	const rows = await all<LetterRow>(context.db, lettersSql(ownerOf(context), context.actor.may('person.manage')));
	return { letters: rows.map(letterOf) };
}

/** The same, and to whom it can be sent. */
export async function lettersAndPeople(context: Context): Promise<{ letters: Letter[]; people: { id: string; name: string }[]; outside: boolean }> {
	const people = await all<{ id: string; name: string }>(context.db, staffSql);
	return { ...(await letters(context)), people, outside: context.actor.may('planning.publish') };
}

/** The next time a rhythm comes in this town. */
export function turnAfter({ town: { municipality } }: Pick<Context, 'town'>, rhythm: Rhythm, after: Date): Date {
	return nextTurn(rhythm, { zone: municipality.zone, yearMonth: municipality.financialYearMonth }, after);
}

function mustBeRhythm({ every, day }: Pick<Rhythm, 'every' | 'day'>): void {
	if (every === 'week' && day > 7) throw badField('day', 'A week has seven days: 1 is Monday.');
}

function mustBeSpoken({ town }: Context, language: string | undefined): void {
	if (language !== undefined && !town.municipality.languages.includes(language)) throw badField('language', 'This municipality does not speak that.');
}

/** Gives a letter its readers; both lists together are all of them. */
async function address(context: Context, letterId: number, { people, outside }: { people: readonly string[]; outside: readonly string[] }): Promise<void> {
	const { db, actor } = context;
	if (outside.length > 0 && !actor.may('planning.publish')) throw new Problem('not-allowed', 'You may not send figures to people outside.');
	const wanted = [...new Set(people)];
	const known = await all<{ id: number }>(db, knownStaffSql(wanted));
	if (known.length < wanted.length) throw badField('people', 'One of them does not work here.');
	const readers = { people: known.map(({ id }) => id), outside: [...new Set(outside.map((it) => it.toLowerCase()))] };
	const count = readers.people.length + readers.outside.length;
	if (count === 0) throw badField('people', 'Somebody must get it.');
	if (count > mostReaders) throw badField('people', `It goes to ${mostReaders} people at most.`);
	await all(db, keepReadersSql(letterId, readers));
	await all(db, addReadersSql(letterId, readers));
}

interface NewLetter extends Rhythm {
	title: string;
	what: Letter['what'];
	report?: string | undefined;
	params: Readonly<Record<string, string>>;
	question?: string | undefined;
	language: string;
	people: readonly string[];
	outside: readonly string[];
}

/** What it is about, as it is written down; what could not be answered is refused now. */
async function about(context: Context, personId: number, { what, report, params, question, language }: NewLetter): Promise<object> {
	const { db, town, now } = context;
	if (what === 'board') {
		if ((await all(db, boardSql(personId))).length === 0) throw badField('what', 'Your board is empty.');
		return {};
	}
	if (what === 'report') {
		if (report === undefined) throw badField('report', 'Say which report.');
		asking(reportOf(report), settingOf(town, now), { raw: params, language });
		return { report, params: JSON.stringify(params) };
	}
	if (question === undefined) throw badField('question', 'Say which question.');
	const seen = await maybeOne<{ id: number }>(db, seenQuestionSql(personId, question));
	if (!seen) throw notFound('question');
	return { question_id: seen.id };
}

/** Has something sent again and again. */
export async function addLetter(context: Context, wish: NewLetter): Promise<string> {
	const { db, now } = context;
	const personId = ownerOf(context);
	const { title, what, every, day, hour, language } = wish;
	mustBeRhythm(wish);
	mustBeSpoken(context, language);
	const { count } = await one<{ count: number }>(db, ownLettersSql(personId));
	if (count >= most) throw badField('title', `There is room for ${most}: remove one first.`);
	const row = {
		person_id: personId,
		title,
		what,
		every,
		day,
		hour,
		language,
		next_at: turnAfter(context, wish, now),
		...(await about(context, personId, wish)),
	};
	const [letter] = await db('planning_letter').insert(row).returning<{ id: number; publicId: string }[]>(['id', 'public_id as publicId']);
	if (!letter) throw new Error('the letter was not written');
	await address(context, letter.id, wish);
	const details = { letter: letter.publicId, what, readers: wish.people.length, outside: wish.outside.length };
	await happened(db, { kind: 'schedule.made', personId, details });
	return letter.publicId;
}

interface Change {
	id: string;
	title?: string | undefined;
	every?: Rhythm['every'] | undefined;
	day?: number | undefined;
	hour?: number | undefined;
	language?: string | undefined;
	people?: readonly string[] | undefined;
	outside?: readonly string[] | undefined;
	paused?: boolean | undefined;
	removed?: boolean | undefined;
}

/** Others may stop what somebody sends, if they manage people; what it says and to whom is its owner's. */
function mustBeTheirs({ actor }: Context, personId: number, { id: _, paused: __, removed: ___, ...rest }: Change): void {
	if (personId === actor.personId) return;
	if (!actor.may('person.manage')) throw notFound('letter');
	if (Object.values(rest).some((it) => it !== undefined)) throw new Problem('not-allowed', 'What somebody else sends you may pause and remove.');
}

const whatHappened = ({ paused, removed }: Change, was: HeldLetter): `schedule.${string}` => {
	if (removed !== undefined && removed !== was.removed) return removed ? 'schedule.removed' : 'schedule.restored';
	if (paused !== undefined && paused !== was.paused) return paused ? 'schedule.paused' : 'schedule.resumed';
	return 'schedule.changed';
};

const writtenAs = ({ title, language, paused, removed }: Change, now: Date): object => ({
	...(title !== undefined && { title }),
	...(language !== undefined && { language }),
	...(paused !== undefined && { paused_at: paused ? now : null, paused_for: paused ? 'wish' : null }),
	...(removed !== undefined && { removed_at: removed ? now : null }),
});

/** Changes when something goes, to whom and how; what begins again goes at its next time, not for those that went by. */
export async function changeLetter(context: Context, change: Change): Promise<void> {
	const { db, now, actor } = context;
	const was = await maybeOne<HeldLetter>(db, holdLetterSql(change.id));
	if (!was) throw notFound('letter');
	mustBeTheirs(context, was.personId, change);
	const { people, outside, every = was.every, day = was.day, hour = was.hour } = change;
	if ((people === undefined) !== (outside === undefined)) throw badField('people', 'Say who gets it in the house and outside, or neither.');
	const rhythm = { every, day, hour };
	mustBeRhythm(rhythm);
	mustBeSpoken(context, change.language);
	await db('planning_letter')
		.where({ id: was.id })
		.update({ ...rhythm, ...writtenAs(change, now), next_at: turnAfter(context, rhythm, now), changed_at: now });
	if (people && outside) await address(context, was.id, { people, outside });
	await happened(db, { kind: whatHappened(change, was), personId: actor.personId, details: { letter: change.id } });
}
