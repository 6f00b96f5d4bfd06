import type { Knex } from 'knex';
import pg from 'pg';
import proj4 from 'proj4';
import { withoutIndexes } from '../../../seeds/write/copy.ts';
import { refreshTotals } from '../../../server/assets/index.ts';
import { settle } from '../../../server/municipality/index.ts';

/** Metres of one block, and where the south-western corner of the town stands (UTM 34 south). */
export const block = 90;
export const corner = { x: 290_000, y: 6_250_000 } as const;
const utm = '+proj=utm +zone=34 +south +datum=WGS84 +units=m +no_defs';
const title = (en: string) => ({ en });

/** Longitude and latitude of a point so many metres east and north of the corner. */
export const degreesAt = (east: number, north: number): [number, number] => proj4(utm).inverse([corner.x + east, corner.y + north]) as [number, number];

/** More columns of each asset, as SQL: of `side` (its number `n`), `class`, `standing` (its attributes) and `spot` (where it begins, metres). `first` runs before. */
export interface Dress {
	readonly first: string;
	readonly columns: Readonly<Record<string, string>>;
	/** What `columns` are selected from, besides. */
	readonly from: string;
}

/**
 * A town of blocks × blocks, each side of a block with seven points and three lines, and a fault open on one lamp in three hundred. `dress` says of assets
 * what else there is to know.
 */
export async function settleWideTown(db: Knex, url: string, blocks: number, dress?: Dress): Promise<number> {
	const edge = blocks * block;
	const around = [degreesAt(-500, -500), degreesAt(edge + 500, -500), degreesAt(edge + 500, edge + 500), degreesAt(-500, edge + 500), degreesAt(-500, -500)];
	await settle(db, {
		name: `Blocks ${blocks}`,
		slug: 'blocks',
		prefix: 'BLK',
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
	await client.query(wardsSql, [corner.x, corner.y, edge]);
	if (dress) await client.query(dress.first);
	await withoutIndexes(client, ['asset'], async () => {
		await client.query(assetsSql({ ...plain, ...dress?.columns }, dress?.from ?? ''), [blocks, corner.x, corner.y]);
	});
	await client.query(faultsSql);
	await client.end();
	await refreshTotals(db);
	await db.raw('vacuum analyze');
	const { rows } = await db.raw('select count(*)::int as assets from asset');
	return rows[0].assets;
}

// Wards of about two kilometres.
const wardsSql = `
	with size as (select greatest(1, round($3::float8 / 2000))::int as n, $3::float8 + 1000 as edge)
	insert into ward (code, name, geom, valid)
	select row_number() over (order by i, j), 'Ward ' || row_number() over (order by i, j),
	       st_multi(st_transform(st_makeenvelope($1::float8 - 500 + i * size.edge / size.n, $2::float8 - 500 + j * size.edge / size.n,
	                                             $1::float8 - 500 + (i + 1) * size.edge / size.n, $2::float8 - 500 + (j + 1) * size.edge / size.n, 32734), 4326)), '[2020-01-01,)'
	from size, generate_series(0, size.n - 1) as i, generate_series(0, size.n - 1) as j`;

/** What the register says of an asset, if nothing else is said. */
const plain: Readonly<Record<string, string>> = {
	attributes: 'standing.attributes::jsonb',
	in_register_from: "date '2015-01-01'",
	installed_on: "'2005-01-01'::date + (side.n % 5000)::int",
};

// Along the side of a block and off its middle, metres; what the register would say of such an asset.
const assetsSql = (columns: Readonly<Record<string, string>>, from: string): string => `
	with side as (
		select line, part, across, row_number() over (order by across, line, part) as n
		from generate_series(0, $1::int) as line, generate_series(0, $1::int - 1) as part, (values (false), (true)) as direction (across)
	),
	standing (code, prefix, along, until, off, attributes) as (values
		('street-lights', 'SL', 17, null, 4.5, '{"lamp_type":"LED","wattage":70,"phase":"R","pole_height":8}'),
		('street-lights', 'SM', 52, null, -4.5, '{"lamp_type":"HPS","wattage":150,"phase":"W","pole_height":8}'),
		('street-lights', 'SN', 80, null, 4.5, '{"lamp_type":"LED","wattage":70,"phase":"B","pole_height":8}'),
		('hydrants', 'HY', 35, null, 3, '{"diameter":75}'),
		('manholes', 'MH', 60, null, -2, '{"depth":2.1}'),
		('stormwater-inlets', 'SI', 70, null, -4, '{"kind":"kerb"}'),
		('service-connections', 'SC', 44, null, 9, '{"diameter":20}'),
		('water-pipes', 'WP', 0, 90, 3, '{"material":"AC","diameter":110}'),
		('sewer-pipes', 'SP', 0, 90, -2, '{"material":"uPVC","diameter":160}'),
		('roads', 'RD', 0, 90, 0, '{"surface":"asphalt","width":7.4}')
	)
	insert into asset (class, key, reference, geom, zone, street, ${Object.keys(columns).join(', ')})
	select class.number, standing.prefix || '-' || side.n, standing.prefix || '-' || side.n,
	       st_transform(st_setsrid(case when standing.until is null then spot.a else st_makeline(spot.a, spot.b) end, 32734), 4326),
	       'Z' || (side.line * 20 / ($1::int + 1)) * 20 + side.part * 20 / $1::int, 'Street ' || side.across::int * ($1::int + 1) + side.line, ${Object.values(columns).join(', ')}
	from side
	cross join standing
	join asset_class as class on class.code = standing.code
	cross join lateral (
		select st_makepoint($2::float8 + case when side.across then side.line * 90 - standing.off else side.part * 90 + standing.along end,
		                    $3::float8 + case when side.across then side.part * 90 + standing.along else side.line * 90 + standing.off end) as a,
		       st_makepoint($2::float8 + case when side.across then side.line * 90 - standing.off else side.part * 90 + standing.until end,
		                    $3::float8 + case when side.across then side.part * 90 + standing.until else side.line * 90 + standing.off end) as b
	) as spot
	${from}
	order by side.n`;

const faultsSql = `
	insert into fault (failure_mode, family, asset_id, asset_version, class, link_method, p_link, geom, public_geom, street, department_id, first_report_at, last_report_at)
	select 'street-light.out', 'no-light', asset.id, 1, asset.class, 'snap', 0.97, asset.geom, asset.geom, asset.street, (select min(department.id) from department),
	       now() - (asset.id % 400) * interval '1 hour', now() - (asset.id % 400) * interval '1 hour'
	from asset join asset_class as class on class.number = asset.class
	where class.code = 'street-lights' and asset.id % 300 < 3`;
