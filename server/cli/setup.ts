import { addPerson } from '../auth/index.ts';
import { southAfricanHolidays } from '../maths/south-african-holidays.ts';
import { type NewMunicipality, settle } from '../municipality/index.ts';
import type { Database } from '../platform/db/index.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { joinedArea, wardsIn } from './areas.ts';
import { type Command, Refusal, srid, type Task, text } from './command.ts';
import { departments, emergencyWordsFor } from './defaults.ts';
import { addWardsSql, type MetricSystem, metricSystemSql, presentSql, type Settled, settledSql } from './queries.ts';
import { type Answers, asked, given, questions } from './questions.ts';
import { terminal } from './terminal.ts';

const usage = `npm run setup -- --name NAME --boundary FILE [more]

Makes this database the database of a municipality, empty, with its first administrator. Asks for what is not given.
  --boundary            GeoJSON of the boundary; its pieces are joined
  --boundary-srs        coordinate system of the boundary and the wards; else as the files say, else longitude and latitude
  --srs                 metric system of the municipality, EPSG:n; its UTM zone when not given
  --wards               GeoJSON of the wards, each with a property such as ward_no
  --languages           en,af,xh: the main one first
  --zone --currency     Europe/Lisbon, EUR
  --slug --prefix       short name for addresses; letters with which ticket numbers begin
  --register-from       since which day faults have been recorded
  --financial-year-month  1 to 12
  --holidays za         the public holidays of South Africa by law, for three years; else none
  --emergency-phone --emergency-email  --colour #1f5f8b
  --admin-email --admin-name --admin-password`;

const holidayRules: Readonly<Record<string, (year: number) => { day: string; name: string }[]>> = { za: southAfricanHolidays };

function holidaysOf(rule: string | undefined): NewMunicipality['holidays'] {
	if (rule === undefined) return [];
	const holidays = Object.hasOwn(holidayRules, rule) ? holidayRules[rule] : undefined;
	if (!holidays)
		throw new Refusal(`There are no holidays of "${rule}"; there are: ${Object.keys(holidayRules).join(', ')}. Administrators can add any day later.`);
	const year = new Date().getUTCFullYear();
	return [year, year + 1, year + 2].flatMap((it) => holidays(it));
}

/** What is checked before the database is opened, because it costs nothing. */
function optionsOf(task: Task) {
	const colour = text(task, 'colour');
	if (colour !== undefined && !/^#[0-9a-f]{6}$/i.test(colour)) throw new Refusal('A colour is written #1f5f8b.');
	return {
		colour,
		email: text(task, 'emergency-email'),
		srid: srid(text(task, 'srs')),
		boundarySrid: srid(text(task, 'boundary-srs')),
		holidays: holidaysOf(text(task, 'holidays')),
		wards: text(task, 'wards'),
	};
}

type Options = ReturnType<typeof optionsOf>;

/** A metric system must give metres, east and north: systems that count to the west and south are for the edge. */
async function checkMetric({ knex }: Database, wish: number | undefined): Promise<void> {
	if (wish === undefined) return;
	const system = await maybeOne<MetricSystem>(knex, metricSystemSql(wish));
	if (!system) throw new Refusal(`EPSG:${wish} is not known.`);
	if (!system.metres) throw new Refusal(`EPSG:${wish} (${system.name}) does not measure in metres.`);
	if (system.turned)
		throw new Refusal(
			`EPSG:${wish} (${system.name}) does not count to the east and north; choose a UTM zone, or leave --srs out. Files in EPSG:${wish} can be imported all the same.`,
		);
}

function municipalityOf(answers: Answers, options: Options, boundary: NewMunicipality['boundary']): NewMunicipality {
	const answer = (name: string): string => answers[name] ?? '';
	const languages = answer('languages').split(',');
	return {
		name: answer('name'),
		slug: answer('slug'),
		prefix: answer('prefix'),
		boundary,
		srid: options.srid,
		languages,
		zone: answer('zone'),
		currency: answer('currency'),
		financialYearMonth: Number(answer('financial-year-month')),
		emergency: { phone: answer('emergency-phone'), ...(options.email === undefined ? {} : { email: options.email }), ...emergencyWordsFor(languages) },
		brand: options.colour === undefined ? {} : { colour: options.colour },
		registerFrom: answer('register-from'),
		demo: false,
		holidays: options.holidays,
		departments: [...departments],
	};
}

/** All of it or nothing: the municipality, its wards, its first administrator. */
async function make(database: Database, task: Task, { answers, options }: { answers: Answers; options: Options }): Promise<Settled> {
	const boundary = await joinedArea(database.knex, task.path(answers['boundary'] ?? ''), options.boundarySrid);
	const wards = options.wards === undefined ? undefined : await wardsIn(task.path(options.wards), options.boundarySrid);
	const town = municipalityOf(answers, options, boundary);
	return database.knex.transaction(async (db) => {
		await settle(db, town);
		if (wards) await all(db, addWardsSql(wards.wards, { srid: wards.srid, from: town.registerFrom }));
		await addPerson(db, {
			email: answers['admin-email'] ?? '',
			name: answers['admin-name'] ?? '',
			password: answers['admin-password'] ?? '',
			language: town.languages[0] ?? 'en',
			roles: [{ role: 'administrator' }],
		});
		return one<Settled>(db, settledSql);
	});
}

async function run(task: Task): Promise<number> {
	if (task.words.length) throw new Refusal(`"${task.words.join(' ')}" is too much.\n\n${usage}`);
	const options = optionsOf(task);
	const person = terminal();
	const known = given(task.options, person !== undefined);
	const database = await task.open();
	const present = await maybeOne<{ name: string; demo: boolean }>(database.knex, presentSql);
	if (present) throw new Refusal(`This database belongs to ${present.name} already. Use another one: DATA_DIR=FOLDER or DATABASE_URL=…`);
	await checkMetric(database, options.srid);
	const answers = person ? await asked(person, known, task.say) : known;
	person?.close();
	const settled = await make(database, task, { answers, options });
	await database.maintain();
	task.say(`${answers['name']} is set up: ${Math.round(settled.km2)} km², ${settled.wards} wards, measured in EPSG:${settled.srid} (${settled.name}).`);
	task.say(`${answers['admin-email']} may sign in as administrator. Next: npm run import -- FILE --layer CLASS, then npm start.`);
	return 0;
}

/** Sets up a real municipality. */
export const setupCommand: Command = {
	usage,
	options: Object.fromEntries(
		[...questions.map((it) => it.name), 'srs', 'boundary-srs', 'wards', 'holidays', 'emergency-email', 'colour'].map((name) => [
			name,
			{ type: 'string' as const },
		]),
	),
	run,
};
