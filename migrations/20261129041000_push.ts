import type { Knex } from 'knex';

/** Browsers on which somebody wants to hear. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table push_device (
			id         bigint generated always as identity primary key,
			contact_id bigint not null constraint push_device_contact references contact,
			endpoint   text not null,
			p256dh     text not null,
			auth       text not null,
			at         timestamptz not null default now(),
			constraint push_device_once unique (contact_id, endpoint)
		);
		create index push_device_endpoint on push_device (endpoint);
		comment on table push_device is 'A browser that shows messages to whoever left this contact; gone when its push service says that it takes none any more.';
		comment on column push_device.endpoint is 'Personal: the secret address at the push service.';
		comment on column push_device.p256dh is 'Personal: the key of the browser.';
		comment on column push_device.auth is 'Personal: a secret of the browser.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table push_device');
