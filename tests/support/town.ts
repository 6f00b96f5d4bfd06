import type { Knex } from 'knex';
import { refreshTotals } from '../../server/assets/index.ts';
import { settle } from '../../server/municipality/index.ts';

const ring = (west: number, south: number, east: number, north: number): number[][] => [
	[west, south],
	[east, south],
	[east, north],
	[west, north],
	[west, south],
];

const title = (en: string) => ({ en, af: en, xh: en });

/** A municipality of one street for tests: twelve lamps 35 m apart on poles 5 m north of the road, pipes beside it, a park, two wards. */
export async function settleTestTown(db: Knex): Promise<void> {
	await settle(db, {
		name: 'Testville',
		slug: 'test',
		prefix: 'TST',
		boundary: { type: 'Polygon', coordinates: [ring(18.9, -33.8, 19.0, -33.7)] },
		srid: 32734,
		languages: ['en', 'af', 'xh'],
		zone: 'Africa/Johannesburg',
		currency: 'ZAR',
		financialYearMonth: 7,
		emergency: {
			phone: '080 000 0000',
			email: 'help@example.org',
			text: title('Phone.'),
			words: { en: ['sparks', 'drowning'], af: ['vonke'], xh: ['umlilo'] },
		},
		brand: { colour: '#1f5f8b' },
		registerFrom: '2015-01-01',
		demo: false,
		holidays: [{ day: '2026-12-16', name: 'Day of Reconciliation' }],
		departments: ['electricity', 'water', 'sewer', 'roads', 'stormwater', 'parks', 'waste', 'traffic'].map((code) => ({ code, title: title(code) })),
	});
	await db.raw(`
		insert into ward (code, name, geom, valid) values
			('1', 'Ward 1', st_multi(st_makeenvelope(18.9, -33.8, 18.95, -33.7, 4326)), '[2020-01-01,)'),
			('2', 'Ward 2', st_multi(st_makeenvelope(18.95, -33.8, 19.0, -33.7, 4326)), '[2020-01-01,)');
		insert into place (kind, name, suburb, number, geom, importance) values
			('street', 'Kerkstraat', 'Sentraal', null, st_setsrid(st_makepoint(18.9602, -33.73), 4326), 1),
			('address', 'Kerkstraat 14', 'Sentraal', 14, st_setsrid(st_makepoint(18.9604, -33.7301), 4326), 0),
			('suburb', 'Sentraal', null, null, st_setsrid(st_makepoint(18.961, -33.731), 4326), 2);
		insert into asset (class, key, reference, geom, attributes, zone, street, ward_id, in_register_from, valid_from, installed_on)
		select 1, 'P' || n, 'SL-' || (100 + n), st_transform(st_setsrid(st_makepoint(311000 + n * 35, 6265005), 32734), 4326),
		       jsonb_build_object('pole_number', 'P' || n, 'feeder', 'F1', 'phase', (array['R', 'W', 'B'])[n % 3 + 1], 'lamp_type', 'LED'), 'F1', 'Kerkstraat', 2, '2015-01-01', '2015-01-01', '2010-06-01'
		from generate_series(0, 11) as n;
		insert into asset (class, key, reference, geom, attributes, street, ward_id, in_register_from, valid_from, installed_on)
		select class.number, class.code || '-1', 'X' || class.number || '-1', st_transform(st_setsrid(st_makeline(st_makepoint(310950, 6265000 + line.offset_m), st_makepoint(311450, 6265000 + line.offset_m)), 32734), 4326),
		       line.attributes::jsonb, 'Kerkstraat', 2, '2015-01-01', '2015-01-01', '1990-01-01'
		from (values ('water-pipes', 3, '{"material":"AC","diameter":110}'), ('sewer-pipes', -2, '{"material":"uPVC"}'), ('roads', 0, '{"surface":"asphalt"}')) as line (code, offset_m, attributes)
		join asset_class as class on class.code = line.code;
		insert into asset (class, key, reference, geom, attributes, ward_id, in_register_from, valid_from)
		select class.number, 'PARK1', 'PG-1', st_transform(st_setsrid(st_makeenvelope(311000, 6265060, 311100, 6265120), 32734), 4326), '{}', 2, '2015-01-01', '2015-01-01'
		from asset_class as class where class.code = 'public-ground';
	`);
	await refreshTotals(db);
}

/** Longitude and latitude of a metric point of the test street. */
export async function lonLat(db: Knex, x: number, y: number): Promise<{ lon: number; lat: number }> {
	const { rows } = await db.raw('select st_x(p) as lon, st_y(p) as lat from (select st_transform(st_setsrid(st_makepoint(?, ?), 32734), 4326) as p) as it', [
		x,
		y,
	]);
	return rows[0];
}
