import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table asset_follower (
			id            bigint generated always as identity primary key,
			asset_id      bigint not null references asset,
			contact_id    bigint not null references contact,
			address_hash  text not null,
			tracking      uuid not null default gen_random_uuid() constraint asset_follower_tracking unique,
			at            timestamptz not null default clock_timestamp(),
			stopped_at    timestamptz
		);
		create unique index asset_follower_once on asset_follower (asset_id, address_hash) where stopped_at is null;
		create index asset_follower_contact on asset_follower (contact_id);
		comment on table asset_follower is 'Who wants to hear of every fault on an asset: they follow each as it is opened. The hash of the address keeps one from following twice.';

		-- Somebody follows a fault because they follow its asset.
		alter table follower drop constraint follower_kind_check;
		alter table follower add constraint follower_kind_check check (kind in ('report', 'me-too', 'follow', 'asset'));
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		update follower set kind = 'follow' where kind = 'asset';
		alter table follower drop constraint follower_kind_check;
		alter table follower add constraint follower_kind_check check (kind in ('report', 'me-too', 'follow'));
		drop table asset_follower;
	`);
