import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		-- Which tiles a change of the register touches is said in the transaction of the change itself, whoever makes it: an event for each class,
		-- with the boxes [west, south, east, north] in EPSG:3857 that changed, before and after; without boxes the whole layer is meant.
		create function asset_touched() returns trigger language plpgsql as $$
		declare
			-- Above this many rows nobody looks at each: the layers are named.
			much constant int := 2000;
			-- So many are told one by one; more are gathered by tiles of zoom 14.
			few constant int := 50;
			classes smallint[];
			touched record;
		begin
			if tg_op = 'INSERT' then
				select array_agg(noted.class) as class, array_agg(noted.box) as box, array_agg(true) as shown into touched
				from (select fresh.class, st_envelope(fresh.geom_3857) as box from fresh limit much + 1) as noted;
				if cardinality(touched.class) > much then classes := array(select distinct fresh.class from fresh); end if;
			elsif tg_op = 'DELETE' then
				select array_agg(noted.class) as class, array_agg(noted.box) as box, array_agg(true) as shown into touched
				from (select stale.class, st_envelope(stale.geom_3857) as box from stale limit much + 1) as noted;
				if cardinality(touched.class) > much then classes := array(select distinct stale.class from stale); end if;
			else
				select array_agg(noted.class) as class, array_agg(noted.box) as box, array_agg(noted.shown) as shown into touched
				from (
					select place.class, place.box, change.shown
					from stale
					full join fresh on fresh.id = stale.id
					cross join lateral (
						-- What every tile shows, and what only filters see.
						select (stale.class, stale.geom_3857, stale.status, stale.reference, stale.attributes, stale.position_sd_m >= 10)
						       is distinct from (fresh.class, fresh.geom_3857, fresh.status, fresh.reference, fresh.attributes, fresh.position_sd_m >= 10) as shown,
						       (stale.key, stale.owner, stale.zone, stale.street, stale.ward_id, stale.installed_on, stale.in_register_from, stale.retired_on,
						        stale.condition_grade, stale.condition_on, stale.criticality, stale.replacement_cost, stale.useful_life_years)
						       is distinct from
						       (fresh.key, fresh.owner, fresh.zone, fresh.street, fresh.ward_id, fresh.installed_on, fresh.in_register_from, fresh.retired_on,
						        fresh.condition_grade, fresh.condition_on, fresh.criticality, fresh.replacement_cost, fresh.useful_life_years) as filtered
					) as change
					cross join lateral (
						select stale.class, st_envelope(stale.geom_3857) as box where stale.id is not null
						union
						select fresh.class, st_envelope(fresh.geom_3857) where fresh.id is not null
					) as place
					where change.shown or change.filtered
					limit much + 1
				) as noted;
				if cardinality(touched.class) > much then
					classes := array(select stale.class from stale union select fresh.class from fresh);
				end if;
			end if;
			if touched.class is null then return null; end if;
			insert into event (kind, details)
			select 'layer.changed', jsonb_build_object('layer', asset_class.code) from asset_class where asset_class.number = any (classes)
			union all
			select 'layer.changed', jsonb_build_object('layer', asset_class.code, 'shown', bool_or(box.shown))
			       || case when count(*) <= 200 then jsonb_build_object('boxes', jsonb_agg(jsonb_build_array(box.west, box.south, box.east, box.north))) else '{}' end
			from (
				select place.class, floor(min(st_xmin(place.box))) as west, floor(min(st_ymin(place.box))) as south,
				       ceil(max(st_xmax(place.box))) as east, ceil(max(st_ymax(place.box))) as north, bool_or(place.shown) as shown
				from unnest(touched.class, touched.box, touched.shown) with ordinality as place (class, box, shown, n)
				where classes is null
				group by place.class, case when cardinality(touched.class) <= few then place.n end,
				         case when cardinality(touched.class) > few then (floor(st_xmin(place.box) / 2446), floor(st_ymin(place.box) / 2446)) end
			) as box
			join asset_class on asset_class.number = box.class
			group by asset_class.code;
			return null;
		end $$;
		create trigger asset_touched_by_insert after insert on asset referencing new table as fresh for each statement execute function asset_touched();
		create trigger asset_touched_by_delete after delete on asset referencing old table as stale for each statement execute function asset_touched();
		create trigger asset_touched_by_update after update on asset referencing old table as stale new table as fresh
			for each statement execute function asset_touched();

		-- A whole layer: of the class whose secrecy or public attributes change, of all when the register is emptied, or the one that is named.
		create function layer_touched() returns trigger language plpgsql as $$
		begin
			insert into event (kind, details)
			select 'layer.changed', jsonb_build_object('layer', layer.code)
			from (
				select asset_class.code from asset_class
				where tg_nargs = 0 and (tg_level = 'STATEMENT' or asset_class.number = coalesce((to_jsonb(new) ->> 'number')::smallint, 0))
				union all
				select tg_argv[0] where tg_nargs = 1
			) as layer;
			return null;
		end $$;
		create trigger asset_emptied after truncate on asset for each statement execute function layer_touched();
		create trigger asset_class_touched after update on asset_class for each row
			when ((old.code, old.secrecy, old.public_attributes) is distinct from (new.code, new.secrecy, new.public_attributes)) execute function layer_touched();
		create trigger ward_touched after insert or update or delete or truncate on ward for each statement execute function layer_touched('wards');
		create trigger place_touched after insert or update or delete or truncate on place for each statement execute function layer_touched('places');

		-- The version of a layer is the number of the last event about it; it is not counted beside that any more.
		create index event_layer_changed on event ((details ->> 'layer'), id) where kind = 'layer.changed';
		drop table layer_version;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		create table layer_version (
			layer   text primary key,
			version bigint not null default 1
		);
		drop index event_layer_changed;
		drop trigger place_touched on place;
		drop trigger ward_touched on ward;
		drop trigger asset_class_touched on asset_class;
		drop trigger asset_emptied on asset;
		drop trigger asset_touched_by_update on asset;
		drop trigger asset_touched_by_delete on asset;
		drop trigger asset_touched_by_insert on asset;
		drop function layer_touched, asset_touched`);
