import type { Knex } from 'knex';

/** The same hexagon in a hundredth of the time: a query inside a function is planned anew for every row that is written. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create or replace function hex_of(geom geometry) returns bigint language plpgsql immutable strict parallel safe as $$
		declare
			p geometry := case when geometrytype(geom) = 'POINT' then geom else st_pointonsurface(geom) end;
			fq double precision := (sqrt(3.0) / 3 * st_x(p) - st_y(p) / 3) / 144.33756729740643;
			fr double precision := st_y(p) * 2 / 3 / 144.33756729740643;
			fs double precision := -fq - fr;
			q double precision := round(fq);
			r double precision := round(fr);
			s double precision := round(fs);
		begin
			if abs(q - fq) > abs(s - fs) and abs(q - fq) > abs(r - fr) then
				q := -s - r;
			elsif abs(s - fs) <= abs(r - fr) then
				r := -q - s;
			end if;
			return q::bigint * 4294967296 + r::bigint;
		end $$`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		create or replace function hex_of(geom geometry) returns bigint language sql immutable strict parallel safe as $$
			select case
				when abs(cube.rx - cube.x) > abs(cube.ry - cube.y) and abs(cube.rx - cube.x) > abs(cube.rz - cube.z)
					then (-cube.ry - cube.rz)::bigint * 4294967296 + cube.rz::bigint
				when abs(cube.ry - cube.y) > abs(cube.rz - cube.z) then cube.rx::bigint * 4294967296 + cube.rz::bigint
				else cube.rx::bigint * 4294967296 + (-cube.rx - cube.ry)::bigint
			end
			from (
				select axial.x, axial.z, -axial.x - axial.z as y, round(axial.x) as rx, round(axial.z) as rz, round(-axial.x - axial.z) as ry
				from (
					select (sqrt(3.0) / 3 * st_x(point.p) - st_y(point.p) / 3) / 144.33756729740643 as x, st_y(point.p) * 2 / 3 / 144.33756729740643 as z
					from (select case when geometrytype(geom) = 'POINT' then geom else st_pointonsurface(geom) end as p) as point
				) as axial
			) as cube
		$$`);
