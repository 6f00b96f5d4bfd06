import type { Knex } from 'knex';
import pg from 'pg';
import { withoutIndexes } from '../../../seeds/write/copy.ts';
import { settle } from '../../../server/municipality/index.ts';
import { corner, degreesAt } from '../support/wide-town.ts';

/** Metres along a side of the land on which the lines lie: about four hundred in a tile of zoom 14. */
export const edge = 32_000;
export const lines = 100_000;
const title = (en: string) => ({ en });

/** A municipality with a hundred thousand roads and nothing else, of two to eight points each, one hundred and eighty metres long. */
export async function settleLines(db: Knex, url: string): Promise<void> {
	const around = [degreesAt(-500, -500), degreesAt(edge + 500, -500), degreesAt(edge + 500, edge + 500), degreesAt(-500, edge + 500), degreesAt(-500, -500)];
	await settle(db, {
		name: 'Lines',
		slug: 'lines',
		prefix: 'LIN',
		boundary: { type: 'Polygon', coordinates: [around] },
		srid: 32734,
		languages: ['en'],
		zone: 'Africa/Johannesburg',
		currency: 'ZAR',
		financialYearMonth: 7,
		emergency: { phone: '080 000 0000', text: title('Phone.'), words: { en: ['sparks'] } },
		brand: {},
		registerFrom: '2015-01-01',
		demo: true,
		holidays: [],
		departments: ['electricity', 'water', 'sewer', 'roads', 'stormwater', 'parks', 'waste', 'traffic'].map((code) => ({ code, title: title(code) })),
	});
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await withoutIndexes(client, ['asset'], async () => {
		await client.query(roadsSql, [lines, edge, corner.x, corner.y]);
	});
	await client.query('vacuum analyze');
	await client.end();
}

// Lie on the disk as they lie on the land, as an import leaves them that is sorted by place.
const roadsSql = `
	with beginning as (
		select n, $3::float8 + random_at.x as x, $4::float8 + random_at.y as y, (hashtextextended(n::text, 3) & 7) * pi() / 4 as bearing
		from generate_series(1, $1::int) as n
		cross join lateral (
			select (hashtextextended(n::text, 1) & 1048575) / 1048576.0 * $2::float8 as x, (hashtextextended(n::text, 2) & 1048575) / 1048576.0 * $2::float8 as y
		) as random_at
	)
	insert into asset (class, key, reference, geom, attributes, zone, street, in_register_from, installed_on)
	select class.number, 'RD-' || line.n, 'RD-' || line.n, st_transform(st_setsrid(line.geom, 32734), 4326),
	       jsonb_build_object('road_class', (array['local', 'local', 'collector', 'arterial'])[1 + line.n % 4], 'name', 'Street ' || line.n % 9000, 'surface', 'asphalt',
	                          'width', 7.4, 'lanes', 2),
	       'Z' || line.n % 400, 'Street ' || line.n % 9000, '2015-01-01', '2005-01-01'::date + (line.n % 5000)::int
	from (
		select beginning.n, beginning.x, beginning.y, st_makeline(array(
			select st_makepoint(beginning.x + part * step.length * cos(beginning.bearing + part * 0.1), beginning.y + part * step.length * sin(beginning.bearing + part * 0.1))
			from generate_series(0, step.parts) as part
		)) as geom
		from beginning
		cross join lateral (select 1 + beginning.n % 7 as parts, 180.0 / (1 + beginning.n % 7) as length) as step
	) as line
	join asset_class as class on class.code = 'roads'
	order by st_geohash(st_transform(st_setsrid(st_startpoint(line.geom), 32734), 4326), 12)`;
