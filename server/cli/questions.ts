import { Refusal } from './command.ts';
import type { Terminal } from './terminal.ts';

/** What has been answered so far, by the names of the options. */
export type Answers = Record<string, string>;

/** One thing that set-up must know. `check` gives the answer as it is kept, or throws a sentence. */
export interface Question {
	readonly name: string;
	readonly ask: string;
	readonly otherwise?: (answers: Answers) => string | undefined;
	/** A default that somebody must see before it counts: without a terminal the option must be given. */
	readonly confirm?: boolean;
	readonly secret?: boolean;
	readonly check: (answer: string) => string;
}

const must = (what: string, rule: RegExp) => (answer: string) => {
	if (!rule.test(answer)) throw new Refusal(what);
	return answer;
};

const capitals = (name: string): string => {
	const letters = name
		.normalize('NFD')
		.toUpperCase()
		.replaceAll(/[^A-Z ]/g, '');
	const consonants = letters[0] + letters.slice(1).replaceAll(/[AEIOU ]/g, '');
	return (consonants.length >= 3 ? consonants : letters.replaceAll(' ', '')).slice(0, 3).padEnd(2, 'X');
};

const slugOf = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '') || 'municipality';

function zoneOf(answer: string): string {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: answer }).resolvedOptions().timeZone;
	} catch {
		throw new Refusal(`"${answer}" is no time zone; write one such as Europe/Lisbon.`);
	}
}

function currencyOf(answer: string): string {
	const code = answer.toUpperCase();
	if (!Intl.supportedValuesOf('currency').includes(code)) throw new Refusal(`"${answer}" is no currency; write its three letters, such as EUR.`);
	return code;
}

function languagesOf(answer: string): string {
	const list = answer
		.split(/[ ,]+/)
		.filter(Boolean)
		.map((it) => it.toLowerCase());
	if (!list.length || list.some((it) => !/^[a-z]{2,3}$/.test(it)))
		throw new Refusal('Languages are written by their codes with commas between them: en,af,xh.');
	return [...new Set(list)].join(',');
}

function dayOf(answer: string): string {
	const day = new Date(`${answer}T00:00:00Z`);
	if (!/^\d{4}-\d\d-\d\d$/.test(answer) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== answer)
		throw new Refusal('A day is written YYYY-MM-DD.');
	if (day.getTime() > Date.now() + 86_400_000) throw new Refusal('The register cannot begin in the future.');
	return answer;
}

const anything = (answer: string): string => {
	if (answer === '' || answer.length > 200) throw new Refusal('An answer is needed, of at most 200 characters.');
	return answer;
};

/** All that is asked, in the order in which it is asked. */
export const questions: readonly Question[] = [
	{ name: 'name', ask: 'Name of the municipality', check: anything },
	{ name: 'boundary', ask: 'GeoJSON file of its boundary', check: anything },
	{
		name: 'slug',
		ask: 'Short name for addresses',
		otherwise: ({ name = '' }) => slugOf(name),
		check: must('A short name has small letters, digits and hyphens only.', /^[a-z0-9-]+$/),
	},
	{
		name: 'prefix',
		ask: 'Letters with which ticket numbers begin',
		otherwise: ({ name = '' }) => capitals(name),
		check: (answer) => must('A prefix has two to five letters.', /^[A-Z]{2,5}$/)(answer.toUpperCase()),
	},
	{ name: 'languages', ask: 'Languages, the main one first', otherwise: () => 'en', check: languagesOf },
	{ name: 'zone', ask: 'Time zone', otherwise: () => Intl.DateTimeFormat().resolvedOptions().timeZone, confirm: true, check: zoneOf },
	{ name: 'currency', ask: 'Currency', check: currencyOf },
	{
		name: 'financial-year-month',
		ask: 'Month in which the financial year begins (1–12)',
		otherwise: () => '1',
		check: must('A month is a number from 1 to 12.', /^([1-9]|1[0-2])$/),
	},
	{
		name: 'emergency-phone',
		ask: 'Telephone number for emergencies',
		check: must('A telephone number has digits, spaces and + only.', /^[+\d][\d ()/-]{2,30}$/),
	},
	{ name: 'register-from', ask: 'Since which day faults have been recorded', otherwise: () => new Date().toISOString().slice(0, 10), check: dayOf },
	{
		name: 'admin-email',
		ask: 'E-mail address of the first administrator',
		check: (answer) => must('That is no e-mail address.', /^[^\s@]+@[^\s@]+\.[^\s@]+$/)(answer.toLowerCase()),
	},
	{ name: 'admin-name', ask: 'Name of the administrator', otherwise: ({ 'admin-email': email = '' }) => email.split('@')[0] || undefined, check: anything },
	{
		name: 'admin-password',
		ask: 'Password of the administrator (10 characters or more; not shown)',
		secret: true,
		check: (answer) => must('A password has 10 to 200 characters.', /^.{10,200}$/s)(answer),
	},
];

/** A default that counts without being seen. One that builds on a missing answer (the name on the address) is missing with it. */
const silent = ({ otherwise, confirm }: Question, answers: Answers): string | undefined => (confirm ? undefined : otherwise?.(answers));

/** Checks what was given; names all that is missing and cannot be asked. */
export function given(options: Readonly<Record<string, unknown>>, askable: boolean): Answers {
	const answers: Answers = {};
	for (const question of questions) {
		const typed = options[question.name];
		const value = typeof typed === 'string' ? typed.trim() : askable ? undefined : silent(question, answers);
		if (value !== undefined) answers[question.name] = question.check(value);
	}
	const missing = questions.filter((it) => answers[it.name] === undefined && (it.confirm || !it.otherwise)).map((it) => `--${it.name}`);
	if (!askable && missing.length)
		throw new Refusal(`Nobody can be asked here, so say as well: ${missing.join(', ')}. (In a terminal, set-up asks for what is missing.)`);
	return answers;
}

/** Asks for all that was not given, again and again until the answer will do. */
export async function asked(terminal: Terminal, answers: Answers, say: (line: string) => void): Promise<Answers> {
	for (const question of questions) {
		while (answers[question.name] === undefined) {
			const answer = await terminal.ask(question.ask, { otherwise: question.otherwise?.(answers), secret: question.secret });
			try {
				answers[question.name] = question.check(answer);
			} catch (error) {
				say((error as Error).message);
			}
		}
	}
	return answers;
}
