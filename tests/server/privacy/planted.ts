import type { Knex } from 'knex';
import sharp from 'sharp';
import { settings } from '../../../server/platform/config.ts';
import { workOnce } from '../../../server/worker.ts';
import type { Asked } from '../../support/server.ts';
import { lonLat } from '../../support/town.ts';

/** Stands in everything that is somebody's, and nowhere else. */
export const marker = 'zqxplant';
/** The same in what staff wrote, which is not erased with a resident. */
export const ofStaffMarker = 'zqxstaff';
export const email = `${marker}.mail@example.org`;
export const phone = '+27 82 717 9053';
export const digits = '7179053';

export interface Planted {
	/** The fault on a lamp, which others reported too; and the one that nobody else knows of, on no asset. */
	fault: string;
	alone: string;
	house: string;
	tracking: string;
	/** Secrets of links and exact places: texts that may stand nowhere in public. */
	secrets: string[];
	/** Names of the files of their photos. */
	files: string[];
	/** Exact places: no public point may lie within half a metre of them. */
	pins: { lon: number; lat: number }[];
}

const picture = (): Promise<Buffer> =>
	sharp({ create: { width: 320, height: 240, channels: 3, background: '#3b6' } })
		.withExif({
			IFD0: { Artist: `${marker} artist`, Copyright: marker },
			IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '33/1 44/1 17/1', GPSLongitudeRef: 'E', GPSLongitude: '18/1 57/1 42/1' },
		})
		.jpeg()
		.toBuffer();

async function report(asked: Asked, fields: Record<string, string>, photo?: Buffer): Promise<{ fault: string; tracking: string }> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	if (photo) form.append('photos', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), `${marker}.jpg`);
	const { status, body } = await asked.ask<{ fault: string; tracking: string }>('POST', '/api/reports', form, {
		'idempotency-key': `${fields['email'] === email ? marker : 'somebody-else'}-${fields['lon']}`,
		'user-agent': fields['email'] === email ? 'their device' : 'the device of somebody else',
	});
	if (status !== 200) throw new Error(JSON.stringify(body));
	return { fault: body.fault, tracking: body.tracking.slice(3) };
}

const person = { name: `${marker} Name`, email, phone, words: `${marker} words, phone me on ${phone}`, answers: JSON.stringify({ other: `${marker} answer` }) };

/** Fills what the API does not: every personal column of text that is still without the marker. */
async function fillText(db: Knex, tables: Readonly<Record<string, readonly string[]>>, mark: string): Promise<void> {
	for (const [table, columns] of Object.entries(tables)) for (const column of columns) await db(table).update({ [column]: `${mark} ${table} ${column}` });
}

/** A town in which one person has left a trace in every table that may hold one, beside others who shall not be touched. */
export async function plant(db: Knex, asked: Asked): Promise<Planted> {
	const lampPin = await lonLat(db, 311071.37, 6265006.29);
	const alonePin = await lonLat(db, 311300.43, 6265300.91);
	const housePin = await lonLat(db, 311211.83, 6265011.77);
	const at = (pin: { lon: number; lat: number }) => ({ lon: String(pin.lon), lat: String(pin.lat), method: 'gnss', accuracy: '3' });
	const lamp = await report(asked, { mode: 'street-light.out', ...at(lampPin), ...person }, await picture());
	const alone = await report(asked, { mode: 'public-ground.dumping', ...at(alonePin), ...person }, await picture());
	const house = await report(asked, { mode: 'service-connection.no-power', ...at(housePin), notEmergency: 'true', ...person });
	await report(asked, {
		mode: 'street-light.out',
		...at(await lonLat(db, 311068.2, 6265004.1)),
		email: 'other@example.org',
		words: 'Somebody else says so too',
	});
	await asked.ask('POST', `/api/faults/${alone.fault}/me-too`, { email, phone, name: person.name }, { 'user-agent': 'another device' });
	await asked.ask('POST', `/api/faults/${lamp.fault}/follow`, { email, name: person.name });
	await asked.ask('POST', `/api/faults/${lamp.fault}/comments`, { words: `${marker} comment: I am at ${email}`, tracking: lamp.tracking });
	await asked.ask('POST', '/api/assets/SL-103/follow', { email, language: 'en' });
	const alert = await asked.ask('POST', '/api/alerts', { street: `${marker} Street`, email, language: 'en' });
	if (alert.status !== 200) throw new Error(JSON.stringify(alert.body));
	const proposal = await asked.ask('POST', '/api/proposals', { kind: 'gone', asset: 'SL-108', words: `${marker} proposal words`, email, language: 'en' });
	if (proposal.status !== 200) throw new Error(JSON.stringify(proposal.body));
	await asked.ask('POST', '/api/my-data', { email, wish: 'export' });
	await db('message').whereNull('body').update({ body: marker });
	while (await workOnce({ db, settings: { ...settings, dataDirectory: asked.directory }, means: {} }));
	await plantAccount(db);
	await plantResident(db, asked);
	await plantFormer(db);
	await plantStaff(db);
	await db('message')
		.whereIn('contact_id', db('contact').select('id').where({ email }))
		.update({ error: `${marker} refused by the server` });
	await db('report')
		.whereIn('contact_id', db('contact').select('id').where({ email }))
		.update({ rejected_reason: `${marker} reason` });
	const contacts = db('contact').select('id').where({ email });
	const links = await Promise.all(
		['follower', 'asset_follower', 'area_alert', 'proposal_voice', 'report', 'message'].map((table) =>
			db(table).whereIn('contact_id', contacts.clone()).pluck('tracking'),
		),
	);
	const hashes: string[] = await db('contact').where({ email }).whereNotNull('reporter_hash').pluck('reporter_hash');
	const photos: { hash: string; thumb_hash: string }[] = await db('media').whereIn(
		'report_id',
		db('report').select('id').whereIn('contact_id', contacts.clone()),
	);
	const pins = [lampPin, alonePin, housePin];
	return {
		fault: lamp.fault,
		alone: alone.fault,
		house: house.fault,
		tracking: lamp.tracking,
		secrets: [marker, digits, '717 9053', ...links.flat(), ...hashes, ...pins.flatMap(({ lon, lat }) => [lon.toFixed(6), lat.toFixed(6)])],
		files: photos.flatMap((it) => [it.hash, it.thumb_hash]),
		pins,
	};
}

/** What is kept of them as a resident who showed that address and number are theirs, and of the browser in which they hear. */
async function plantResident(db: Knex, asked: Asked): Promise<void> {
	for (const address of [email, phone]) {
		const { status } = await asked.ask('POST', '/api/account/code', { address, language: 'en' });
		if (status !== 200) throw new Error(`${address}: ${status}`);
		const code = await db('resident_code').orderBy('id', 'desc').first();
		const [{ id }] = (await db('resident').insert({ key: code.key, forms: code.forms }).returning('id')) as [{ id: number }];
		await db('resident_session').insert({ resident_id: id, token_hash: `${marker} session ${id}` });
	}
	await db('resident_code').update({ body: `${marker} code`, code_hash: `${marker} hash` });
	for (const { id } of await db('contact').select('id').where({ email }))
		await db('push_device').insert({ contact_id: id, endpoint: `https://fcm.googleapis.com/${marker}/${id}`, p256dh: marker, auth: marker });
}

/** An account of the same person, with a session, a key and a letter. */
async function plantAccount(db: Knex): Promise<void> {
	const [{ id }] = (await db('person')
		.insert({ email, name: `${marker} Name`, phone, password_hash: `${marker} hash` })
		.returning('id')) as [{ id: number }];
	await db('person_role').insert({ person_id: id, role: 'resident' });
	await db('token').insert({ hash: `${marker} token`, kind: 'reset', person_id: id, label: `${marker} label` });
	await db('session').insert({
		sid: `${marker} sid`,
		sess: JSON.stringify({ passport: { user: id }, note: marker }),
		expire: db.raw("now() + interval '1 day'"),
	});
	await db('account_mail').insert({
		person_id: id,
		kind: 'reset',
		language: 'en',
		subject: `${marker} subject`,
		body: `${marker} body`,
		error: marker,
		state: 'sent',
	});
	await db('contact')
		.where({ email })
		.first()
		.then((contact) => db('contact').where({ id: contact.id }).update({ person_id: id }));
}

/** What the system used before knew of them. */
async function plantFormer(db: Knex): Promise<void> {
	const report = await db('report').whereIn('contact_id', db('contact').select('id').where({ email })).orderBy('id').first();
	const [{ id }] = (await db('former_ticket')
		.insert({
			...{ source: 'old desk', number: 'OLD-417', report_id: report.id, state: 'closed', moved_at: report.reported_at },
			...{ place_hash: `${marker} place`, content_hash: `${marker} content` },
		})
		.returning('id')) as [{ id: number }];
	await db('former_photo').insert({ ticket_id: id, url: `https://old.example/${marker}.jpg`, state: 'failed', reason: 'it was answered with 404' });
}

/** What staff wrote in the course of their work. */
async function plantStaff(db: Knex): Promise<void> {
	const asset = await db('asset').where({ reference: 'SL-103' }).first();
	const [{ id }] = (await db('inspection').insert({ asset_id: asset.id, inspected_on: '2026-11-01', grade: 3, source: 'test' }).returning('id')) as [
		{ id: number },
	];
	await db('inspection_defect').insert({ inspection_id: id, code: 'rust', severity: 2 });
	await fillText(db, { inspection: ['inspector', 'note'], inspection_defect: ['words'], asset_proposal: ['reason'] }, ofStaffMarker);
	const fault = await db('fault').orderBy('id').first();
	await db('comment').insert({ fault_id: fault.id, words: `${ofStaffMarker} internal note`, visibility: 'internal' });
}
