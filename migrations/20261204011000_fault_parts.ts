import type { Knex } from 'knex';

/**
 * What answers about a million faults would otherwise work out or look up for each of them, kept with the fault: for how long it stood, and the network zone of
 * its asset, as the register says today.
 */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table fault add column zone text;
		alter table fault disable trigger user;
		update fault set zone = asset.zone from asset where asset.id = fault.asset_id and asset.zone is not null;
		alter table fault enable trigger user;
		comment on column fault.zone is 'The network zone of its asset as the register says today; kept in step by triggers.';

		alter table fault add column took_days int
			generated always as (ceil(date_part('epoch', coalesce(fixed_at, closed_at, state_since) - first_report_at) / 86400)::int) stored;
		comment on column fault.took_days is 'Whole days from the first report to when it was over; of an open fault it says nothing.';

		create function fault_zoned() returns trigger language plpgsql as $$
		begin
			new.zone = (select asset.zone from asset where asset.id = new.asset_id);
			return new;
		end $$;
		create trigger fault_zoned_by_insert before insert on fault for each row when (new.asset_id is not null) execute function fault_zoned();
		create trigger fault_zoned_by_update before update of asset_id on fault for each row when (old.asset_id is distinct from new.asset_id) execute function fault_zoned();

		create function asset_rezoned() returns trigger language plpgsql as $$
		begin
			-- By an index for each asset, whatever a plan was made for: of what a statement changed nobody knows beforehand how much it is.
			update fault set zone = asset.zone
			from asset
			where fault.asset_id = any (array(select now_is.id from now_is)) and asset.id = fault.asset_id and asset.zone is distinct from fault.zone;
			return null;
		end $$;
		create trigger asset_rezoned after update on asset referencing new table as now_is for each statement execute function asset_rezoned();

		drop index asset_zone_of;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		create index asset_zone_of on asset (id) include (zone) where zone is not null;
		drop trigger asset_rezoned on asset;
		drop trigger fault_zoned_by_insert on fault;
		drop trigger fault_zoned_by_update on fault;
		drop function asset_rezoned();
		drop function fault_zoned();
		alter table fault drop column took_days, drop column zone`);
