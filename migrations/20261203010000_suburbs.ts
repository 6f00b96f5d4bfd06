import type { Knex } from 'knex';

/**
 * Which suburb each hexagon of the town belongs to. Assets, faults and reports store their hexagon already: by it they have their suburb, and nothing that is
 * kept about a million of them has to follow when the gazetteer changes.
 */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table place add column area geometry(MultiPolygon, 4326),
			add constraint place_area check (area is null or (kind = 'suburb' and st_isvalid(area)));
		comment on column place.area is 'Of a suburb: its shape, where its source has one.';

		create table suburb (
			id   bigint generated always as identity primary key,
			name text not null constraint suburb_name unique,
			geom geometry(MultiPolygon, 4326)
		);
		comment on table suburb is 'Suburbs as areas, drawn of the gazetteer whenever it changes; null: too close to others to have any hexagon.';
		create table suburb_hex (
			hex       bigint primary key,
			suburb_id bigint not null references suburb
		);
		create index suburb_hex_suburb on suburb_hex (suburb_id, hex);
		comment on table suburb_hex is 'The suburb of each hexagon of 250 m: the one whose shape holds its middle, else the nearest of those without a shape.';
		create index asset_hex on asset (hex);
		create index fault_hex on fault (hex);

		-- Of two that are called alike, with what they are in.
		create function suburb_label(name text, within text) returns text language sql immutable parallel safe
			return name || coalesce(', ' || nullif(within, name), '');
		-- Corners of hexagons lie on a grid of 125 m by 250 / (2 * sqrt(3)) m: counted in its steps, neighbours have the very same corners.
		create function redraw_suburbs() returns void language plpgsql set jit = off as $$
		begin
			if not exists (select from municipality) then return; end if;
			lock table suburb_hex in exclusive mode;
			delete from suburb_hex;
			delete from suburb where not exists (
				select from place where place.kind = 'suburb' and place.secrecy = 'public' and suburb_label(place.name, place.suburb) = suburb.name);
			insert into suburb (name)
				select distinct suburb_label(place.name, place.suburb) from place where place.kind = 'suburb' and place.secrecy = 'public'
				on conflict (name) do nothing;
			if not exists (select from suburb) then return; end if;

			insert into suburb_hex (hex, suburb_id)
			with town as materialized (
				select st_simplifypreservetopology(st_buffer(metric(municipality.boundary), 150), 5) as geom from municipality
			),
			axial as (
				select town.geom, r, q, 250 * (q + r / 2.0::float8) as x, 125 * sqrt(3.0::float8) * r as y
				from town
				cross join lateral generate_series(floor(st_ymin(town.geom) / 216.5)::int, ceil(st_ymax(town.geom) / 216.5)::int) as r
				cross join lateral generate_series(floor(st_xmin(town.geom) / 250 - r / 2.0)::int, ceil(st_xmax(town.geom) / 250 - r / 2.0)::int) as q
			),
			cell as materialized (
				select q::bigint * 4294967296 + r as hex, x, y, st_setsrid(st_makepoint(x, y), st_srid(axial.geom)) as middle
				from axial
				where st_intersects(axial.geom, st_setsrid(st_makepoint(x, y), st_srid(axial.geom)))
			),
			shape as materialized (
				select suburb.id, metric(place.area) as geom
				from place join suburb on suburb.name = suburb_label(place.name, place.suburb)
				where place.kind = 'suburb' and place.secrecy = 'public' and place.area is not null
			),
			spot as materialized (
				select suburb.id, st_x(metric(place.geom)) as x, st_y(metric(place.geom)) as y
				from place join suburb on suburb.name = suburb_label(place.name, place.suburb)
				where place.kind = 'suburb' and place.secrecy = 'public' and place.area is null
			)
			select cell.hex, coalesce(holding.id, nearest.id)
			from cell
			left join lateral (select shape.id from shape where st_intersects(shape.geom, cell.middle) order by shape.id limit 1) as holding on true
			left join lateral (
				select spot.id from spot where holding.id is null order by (spot.x - cell.x) ^ 2 + (spot.y - cell.y) ^ 2, spot.id limit 1
			) as nearest on true
			where coalesce(holding.id, nearest.id) is not null;

			update suburb set geom = drawn.geom
			from (
				select edge.suburb_id, st_multi(st_transform(st_setsrid(st_scale(st_buildarea(st_collect(edge.line)), 125, 125 / sqrt(3.0::float8)), town.srid), 4326)) as geom
				from (select municipality.srid from municipality) as town
				cross join (
					select mine.suburb_id, st_makeline(st_makepoint(2 * axial.q + axial.r + side.x1, 3 * axial.r + side.y1), st_makepoint(2 * axial.q + axial.r + side.x2, 3 * axial.r + side.y2)) as line
					from suburb_hex as mine
					cross join lateral (select ((mine.hex + 2147483648) & 4294967295) - 2147483648 as r) as low
					cross join lateral (select low.r, (mine.hex - low.r) / 4294967296 as q) as axial
					cross join (values
						(4294967296, 1, -1, 1, 1), (1, 1, 1, 0, 2), (-4294967295, 0, 2, -1, 1), (-4294967296, -1, 1, -1, -1), (-1, -1, -1, 0, -2), (4294967295, 0, -2, 1, -1)
					) as side (step, x1, y1, x2, y2)
					where not exists (select from suburb_hex as other where other.hex = mine.hex + side.step and other.suburb_id = mine.suburb_id)
				) as edge
				group by edge.suburb_id, town.srid
			) as drawn
			where drawn.suburb_id = suburb.id;
			update suburb set geom = null where not exists (select from suburb_hex where suburb_hex.suburb_id = suburb.id);
			analyze suburb_hex;
		end $$;

		create function suburbs_moved() returns trigger language plpgsql as $$
		begin
			if tg_op = 'INSERT' then
				if not exists (select from fresh where fresh.kind = 'suburb') then return null; end if;
			elsif tg_op = 'DELETE' then
				if not exists (select from stale where stale.kind = 'suburb') then return null; end if;
			elsif not exists (select from stale where stale.kind = 'suburb') and not exists (select from fresh where fresh.kind = 'suburb') then return null;
			end if;
			perform redraw_suburbs();
			return null;
		end $$;
		create function town_moved() returns trigger language plpgsql as $$
		begin
			perform redraw_suburbs();
			return null;
		end $$;
		create trigger suburbs_added after insert on place referencing new table as fresh for each statement execute function suburbs_moved();
		create trigger suburbs_changed after update on place referencing old table as stale new table as fresh for each statement execute function suburbs_moved();
		create trigger suburbs_removed after delete on place referencing old table as stale for each statement execute function suburbs_moved();
		create trigger suburbs_emptied after truncate on place for each statement execute function town_moved();
		create trigger town_moved after insert or update of boundary, srid on municipality for each row execute function town_moved();
		select redraw_suburbs();
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop trigger town_moved on municipality;
		drop trigger suburbs_emptied on place;
		drop trigger suburbs_removed on place;
		drop trigger suburbs_changed on place;
		drop trigger suburbs_added on place;
		drop function town_moved;
		drop function suburbs_moved;
		drop function redraw_suburbs;
		drop function suburb_label;
		drop index asset_hex, fault_hex;
		drop table suburb_hex, suburb;
		alter table place drop constraint place_area, drop column area`);
