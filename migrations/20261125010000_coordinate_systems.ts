import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		-- The systems a municipality shows beside longitude and latitude: the South African band of its meridian, its own metres, its UTM zone.
		update municipality set map = municipality.map || jsonb_build_object('systems', (
			select jsonb_agg(wanted.srid order by wanted.at)
			from (
				select distinct on (given.srid) given.srid, given.at
				from (values
					(case when municipality.zone = 'Africa/Johannesburg' and middle.lon >= 16 and middle.lon < 34 and middle.lat > -35.5 and middle.lat < -22
					      then 2046 + floor(middle.lon / 2)::int - 7 end, 1),
					(municipality.srid, 2),
					(case when middle.lat < 0 then 32700 else 32600 end + floor((middle.lon + 180) / 6)::int % 60 + 1, 3)
				) as given (srid, at)
				where given.srid is not null
				order by given.srid, given.at
			) as wanted))
		from (select st_x(st_pointonsurface(town.boundary)) as lon, st_y(st_pointonsurface(town.boundary)) as lat from municipality as town) as middle
		where municipality.map -> 'systems' is null`);

export const down = (db: Knex): Promise<void> => db.raw(`update municipality set map = municipality.map - 'systems'`);
