import type { Knex } from 'knex';
import { addDemoKey, addPerson, type NewPerson } from './auth/index.ts';
import { loadTown, syncCatalogue } from './municipality/index.ts';
import { keep } from './planning/kept/kept.ts';
import type { Settings } from './platform/config.ts';
import type { Database } from './platform/db/index.ts';

/** Somebody of the demo town; the password is the same for all and no secret. */
interface DemoPerson {
	email: string;
	name: string;
	roles: NewPerson['roles'];
	/** The crew whose run they see. */
	crew?: string;
}

export const demoPassword = 'demo-faultline';

const demoPeople: readonly DemoPerson[] = [
	{ email: 'engineer@demo.example', name: 'Thandi Mokoena', roles: [{ role: 'engineer' }, { role: 'moderator' }] },
	{ email: 'dispatcher@demo.example', name: 'Pieter Botha', roles: [{ role: 'dispatcher' }] },
	{ email: 'contact@demo.example', name: 'Aisha Davids', roles: [{ role: 'contact-centre' }] },
	{ email: 'crew@demo.example', name: 'Sipho Dlamini', roles: [{ role: 'crew', department: 'electricity' }], crew: 'Lights A' },
	{ email: 'planner@demo.example', name: 'Lerato Nkosi', roles: [{ role: 'planner' }] },
	{ email: 'gis@demo.example', name: 'Johan van Wyk', roles: [{ role: 'gis-officer' }] },
	{ email: 'admin@demo.example', name: 'Nomsa Jacobs', roles: [{ role: 'administrator' }] },
];

/** Another system that may post by Open311, with a key that is no secret either. */
const demoSystem: DemoPerson = { email: 'open311@demo.example', name: 'Open311', roles: [{ role: 'contact-centre' }] };
const demoKey = 'demo';

/** Makes the people of the demo: all or none. */
export async function addDemoPeople({ knex }: Pick<Database, 'knex'>): Promise<void> {
	await knex.transaction(async (transaction) => {
		const ids: number[] = [];
		for (const { crew, ...it } of demoPeople) {
			const { id } = await addPerson(transaction, { ...it, password: demoPassword, language: 'en', demo: true });
			const crews = crew === undefined ? [] : await transaction('crew').where({ code: crew }).select<{ id: number }[]>('id');
			for (const one of crews) await transaction('crew_member').insert({ crew_id: one.id, person_id: id });
			ids.push(id);
		}
		// The engineer goes on leave in a fortnight, and the dispatcher stands in.
		const [personId, standInId] = ids;
		const days = { from_day: transaction.raw('town_day() + 14'), until_day: transaction.raw('town_day() + 20') };
		await transaction('absence').insert({ person_id: personId, stand_in_id: standInId, said_by: personId, ...days });
		await standBy(transaction, [standInId, personId]);
		const { id } = await addPerson(transaction, { ...demoSystem, language: 'en', demo: true });
		await addDemoKey(transaction, id, demoKey);
		await keepAnswers(transaction);
	});
}

const keptAnswers = [
	{
		report: 'failures-by-class-and-ward',
		params: {},
		title: 'Street lights, ward by ward',
		note: 'For the talks on the maintenance budget: where lamps fail more often than they should, and how sure we are.',
	},
	{ report: 'pipe-failure-rate', params: {}, title: 'Which pipes to replace first', note: 'Cast iron stands out. To be asked again after the winter.' },
];

/** The planner has kept and pinned a few answers, so that a first look shows what they are for. */
async function keepAnswers(db: Knex): Promise<void> {
	const { id, name } = await db('person').where({ email: 'planner@demo.example' }).first<{ id: number; name: string }>('id', 'name');
	const actor = { personId: id, name, may: () => true };
	const context = { db, town: await loadTown(db), actor, sender: '', language: 'en', photos: [], now: new Date() };
	for (const it of keptAnswers) await keep(context, { ...it, chosen: [], shared: true, pinned: true, language: 'en' });
}

/** From tomorrow the dispatcher and then the engineer stand by for what cannot wait until morning, a week later the other way round. */
async function standBy(db: Database['knex'], people: readonly (number | undefined)[]): Promise<void> {
	const departments = await db('department').whereIn('code', ['electricity', 'water', 'sewer']).select<{ id: number }[]>('id');
	for (const { id } of departments)
		for (const week of [0, 1])
			for (const [place, person_id] of people.entries()) {
				const turn = week === 0 ? place + 1 : people.length - place;
				const days = { from_day: db.raw(`town_day() + ${7 * week + 1}`), until_day: db.raw(`town_day() + ${7 * week + 7}`) };
				await db('standby').insert({ department_id: id, person_id, turn, phone: `021 555 01${turn}${week}`, ...days });
			}
}

/** A database without a municipality becomes the demo town, except in production; says who may sign in. */
export async function readyTown(database: Database, settings: Settings, say: (line: string) => void): Promise<string[]> {
	const town = await database.knex('municipality').select('demo').first();
	if (!town && settings.production)
		throw new Error('this database has no municipality yet: run npm run setup first (the demo town is never made in production).');
	if (!town) {
		const { seedDemo } = await import('../seeds/index.ts');
		await seedDemo(database, { size: settings.demoSize, dataDirectory: settings.dataDirectory, say });
		await addDemoPeople(database);
	} else await syncCatalogue(database.knex);
	if (town && !town.demo) return [];
	return [
		'',
		`Demo people, all with the password ${demoPassword}:`,
		...demoPeople.map((it) => `${it.email.padEnd(26)} ${it.roles.map((role) => role.role).join(', ')}`),
	];
}
