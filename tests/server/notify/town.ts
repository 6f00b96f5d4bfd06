import type { Knex } from 'knex';
import { happened } from '../../../server/platform/events.ts';
import { dealOut, doOne, type Subscriptions } from '../../../server/platform/jobs.ts';
import { one, sql } from '../../../server/platform/sql.ts';

/** A fault on the lamp SL-103, as the schema keeps it. */
export const addFault = async (db: Knex, more: Record<string, unknown> = {}): Promise<number> => {
	const { id } = await one<{ id: number }>(
		db,
		sql`insert into fault (failure_mode, family, class, asset_id, street, geom, public_geom, department_id, first_report_at, last_report_at, state)
		    select 'street-light.out', 'no-light-' || gen_random_uuid(), asset.class, asset.id, 'Kerkstraat', asset.geom, asset.geom, department.id, now(), now(), 'confirmed'
		    from asset, department where asset.reference = 'SL-103' and department.code = 'electricity'
		    returning fault.id`,
	);
	if (Object.keys(more).length) await db('fault').where({ id }).update(more);
	return id;
};

interface Person {
	email: string | null;
	phone?: string;
	language?: string;
}

const addContact = (db: Knex, { email, phone, language = 'en' }: Person) =>
	one<{ id: number }>(
		db,
		sql`insert into contact (email, phone, language, name) values (${email}, ${phone ?? null}, ${language}, 'A name') returning contact.id`,
	);

/** A report with its follower, and the event that says it was received. */
export async function addReport(db: Knex, faultId: number, person: Person): Promise<{ id: number; code: string; tracking: string }> {
	const contact = await addContact(db, person);
	const report = await one<{ id: number; code: string; tracking: string }>(
		db,
		sql`with sighting as (
		        insert into sighting (fault_id, failure_mode, geom, method, sigma_m, candidates, p_none, model)
		        select fault.id, fault.failure_mode, fault.geom, 'gnss', 5, '[]', 0, 'test' from fault where fault.id = ${faultId}
		        returning sighting.id)
		    insert into report (fault_id, sighting_id, failure_mode, channel, contact_id)
		    select ${faultId}::bigint, sighting.id, 'street-light.out', 'web', ${contact.id}::bigint from sighting
		    returning report.id, report.code, report.tracking`,
	);
	await db('follower').insert({ fault_id: faultId, contact_id: contact.id, kind: 'report', tracking: report.tracking, at: db.raw('clock_timestamp()') });
	await happened(db, { kind: 'report.received', faultId, reportId: report.id });
	return report;
}

/** Somebody who only follows. */
export async function addFollower(db: Knex, faultId: number, person: Person): Promise<void> {
	const contact = await addContact(db, person);
	await db('follower').insert({ fault_id: faultId, contact_id: contact.id, kind: 'follow', at: db.raw('clock_timestamp()') });
}

/** Moves a fault as the workflow does: the state and the event that says so. */
export async function move(db: Knex, faultId: number, to: string, reason: string | null = null): Promise<void> {
	await db('fault').where({ id: faultId }).update({ state: to, reason });
	await happened(db, { kind: 'fault.moved', faultId, details: { from: 'confirmed', to } });
}

/** Does all the work that there is. */
export async function work(db: Knex, subscriptions: Subscriptions): Promise<void> {
	while (await dealOut(db, subscriptions));
	while (await doOne(db, subscriptions));
	const stuck = await db('job').whereNull('done_at').whereNotNull('error').first();
	if (stuck) throw new Error(stuck.error);
}

/** What the outbox holds for a fault, oldest first, with the address it goes to. */
export const outbox = (db: Knex, faultId: number) =>
	db('message')
		.join('contact', 'contact.id', 'message.contact_id')
		.where('message.fault_id', faultId)
		.orderBy('message.id')
		.select('message.*', 'contact.email');
