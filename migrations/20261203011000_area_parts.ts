import type { Knex } from 'knex';

/**
 * Answers told apart by hexagon, suburb or zone: the outline of a hexagon, what is drawn as a zone, and the zone of an asset beside what exposure is counted by. Corners are whole steps
 * of a grid times the same number, so that neighbours share them to the last bit.
 */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create function hex_ring(hex bigint) returns geometry language sql immutable strict parallel safe as $$
			select st_makepolygon(st_makeline(array[
				st_makepoint((axial.i + 1) * 125.0::float8, (axial.j - 1) * (125 / sqrt(3.0::float8))), st_makepoint((axial.i + 1) * 125.0::float8, (axial.j + 1) * (125 / sqrt(3.0::float8))),
				st_makepoint(axial.i * 125.0::float8, (axial.j + 2) * (125 / sqrt(3.0::float8))), st_makepoint((axial.i - 1) * 125.0::float8, (axial.j + 1) * (125 / sqrt(3.0::float8))),
				st_makepoint((axial.i - 1) * 125.0::float8, (axial.j - 1) * (125 / sqrt(3.0::float8))), st_makepoint(axial.i * 125.0::float8, (axial.j - 2) * (125 / sqrt(3.0::float8))),
				st_makepoint((axial.i + 1) * 125.0::float8, (axial.j - 1) * (125 / sqrt(3.0::float8)))]))
			from (
				select 2 * ((hex - low.r) / 4294967296) + low.r as i, 3 * low.r as j
				from (select ((hex + 2147483648) & 4294967295) - 2147483648 as r) as low
			) as axial
		$$;
		drop index asset_planning;
		create index asset_planning on asset (class, ward_id) include (id, owner, status, installed_on, in_register_from, retired_on, length_m, hex, zone);

		create index asset_zone_of on asset (id) include (zone) where zone is not null;

		create table network_zone (
			class  smallint not null references asset_class,
			zone   text not null,
			assets int not null,
			geom   geometry(MultiPolygon, 4326),
			constraint network_zone_key primary key (zone, class)
		);
		create index network_zone_class on network_zone (class);
		comment on table network_zone is 'What is drawn as a zone: the hexagons in which it has more assets of the class than any other zone. Registers know zones by name alone. Refreshed after every import.';
		create function redraw_zones(only_class smallint default null) returns void language sql set jit = off as $$
			delete from network_zone where only_class is null or network_zone.class = only_class;
			insert into network_zone (class, zone, assets, geom)
			with held as materialized (
				select asset.class, asset.zone, asset.hex, count(*)::int as assets
				from asset
				where asset.zone is not null and asset.status = 'in-service' and (only_class is null or asset.class = only_class)
				group by asset.class, asset.zone, asset.hex
			),
			cell as (select distinct on (held.class, held.hex) held.class, held.zone, held.hex from held order by held.class, held.hex, held.assets desc, held.zone),
			shape as (select cell.class, cell.zone, st_union(hex_ring(cell.hex), 0.001) as geom from cell group by cell.class, cell.zone),
			total as (select held.class, held.zone, sum(held.assets)::int as assets from held group by held.class, held.zone)
			select total.class, total.zone, total.assets, st_multi(st_transform(st_setsrid(shape.geom, (select municipality.srid from municipality)), 4326))
			from total
			left join shape on shape.class = total.class and shape.zone = total.zone
		$$;
		select redraw_zones();
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop index asset_planning, asset_zone_of;
		create index asset_planning on asset (class, ward_id) include (id, owner, status, installed_on, in_register_from, retired_on, length_m, hex);
		drop function redraw_zones;
		drop table network_zone;
		drop function hex_ring`);
