import type { Knex } from 'knex';

/** Every column that holds something about a person, and what. Whoever adds one says so too: a test holds export and erasure to this list. */
const personal: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	person: {
		email: 'the address somebody signs in with',
		name: 'the name of somebody with an account',
		phone: 'the number of somebody with an account',
		password_hash: 'made of a password',
	},
	contact: {
		name: 'who reported or follows',
		email: 'how they are written to',
		phone: 'how they are phoned',
		reporter_hash: 'a keyed hash of their address, number or device',
		person_id: 'whose account it is',
	},
	report: {
		words: 'what they wrote',
		answers: 'what they answered',
		tracking: 'the secret of their link',
		rejected_reason: 'what staff wrote about what they wrote',
	},
	sighting: {
		geom: 'exactly where they pointed',
		photo_geom: 'exactly where they took a photo',
		accuracy_m: 'how well their device knew its place',
		bearing: 'which way they looked',
		candidates: 'how far each asset was from where they pointed; a list of {asset, class, k, p, metres, lon, lat, version}, best first',
	},
	media: {
		hash: 'the photo they sent, in the store of files',
		thumb_hash: 'the same, small',
	},
	comment: { words: 'what they wrote' },
	follower: { reporter_hash: 'a keyed hash of their device', tracking: 'the secret of their link' },
	message: {
		subject: 'what was written to them',
		body: 'what was written to them, with the secret of their link',
		tracking: 'the secret of their link',
		error: 'what a mail server said, perhaps with their address',
	},
	asset_follower: { address_hash: 'a hash of their address', tracking: 'the secret of their link' },
	proposal_voice: { reporter_hash: 'a keyed hash of their device', tracking: 'the secret of their link', words: 'what they wrote' },
	account_mail: { subject: 'what was written to them', body: 'what was written to them', error: 'what a mail server said, perhaps with their address' },
	session: { sid: 'the secret of a signed-in browser', sess: 'who is signed in there' },
	token: { hash: 'made of a secret link or key', label: 'what its owner calls it' },
	idempotency: { body_hash: 'made of all that was sent', answer: 'what was answered, with the secret of a link' },
	event: { details: 'in the record of a change, the exact place of a fault that was only a pin' },
	fault_merge: { before: 'the exact place of a fault that was only a pin' },
	fault: { geom: 'for a fault on no asset the estimate from the pins; else the point of the asset, from which the chainage is derived' },
	inspection: { inspector: 'who looked at an asset for the municipality', note: 'what they wrote' },
	inspection_defect: { words: 'what an inspector wrote' },
	asset_proposal: { reason: 'what staff wrote to those who proposed' },
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const comments = (say: boolean): string =>
	Object.entries(personal)
		.flatMap(([table, columns]) =>
			Object.entries(columns).map(([column, what]) => `comment on column ${table}.${column} is ${say ? quoted(`Personal: ${what}.`) : 'null'};`),
		)
		.join('\n');

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		${comments(true)}

		-- Photos of a proposal belong to whoever sent them, too.
		alter table media add column contact_id bigint references contact;
		create index media_contact on media (contact_id) where contact_id is not null;
		comment on column media.contact_id is 'Who sent it, where it belongs to no report.';

		-- People are found by their number however they wrote it: by its last nine digits.
		create index contact_phone on contact (right(regexp_replace(phone, '[^0-9]', '', 'g'), 9)) where phone is not null;

		create table unwanted_file (
			hash text primary key,
			at   timestamptz not null default now()
		);
		comment on table unwanted_file is 'Files that were taken out of the database and are to be taken off the disk: after the commit, so that a rollback loses nothing.';

		create table erasure (
			id      bigint generated always as identity primary key,
			code    text not null generated always as (short_code(id)) stored constraint erasure_code unique,
			asked   text not null check (asked in ('link', 'email', 'staff', 'retention')),
			person_id bigint references person,
			at      timestamptz not null default clock_timestamp(),
			counts  jsonb not null
		);
		create index erasure_person on erasure (person_id) where person_id is not null;
		comment on table erasure is 'That somebody was forgotten, when, at whose wish, and how many rows of which table that was. Says nothing of who it was.';
		comment on column erasure.person_id is 'Who of staff did it.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop table erasure, unwanted_file;
		drop index contact_phone;
		alter table media drop column contact_id;
		${comments(false)}
		comment on column fault.geom is 'The snapped point when an asset is known, else the best estimate from the pins; chainage is derived from it.';
		comment on column sighting.candidates is 'List of {asset, class, k, p, metres, chainage, version}, best first.';
	`);
