import type { Knex } from 'knex';
import { settle } from '../../../server/municipality/index.ts';
import { town } from './files.ts';

const title = (en: string) => ({ en });
const waves = 40;

/** A town with an uneven boundary of 160 positions and a hundred wards. */
export async function settleBenchville(db: Knex): Promise<void> {
	await settle(db, {
		name: 'Benchville',
		slug: 'bench',
		prefix: 'BEN',
		boundary: { type: 'Polygon', coordinates: [boundary()] },
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
	await db.raw(wardsSql, [town.west - 0.02, town.south - 0.02, (town.east - town.west + 0.04) / 10]);
}

/** A ring around the town whose sides are not straight. */
function boundary(): number[][] {
	const corners: [number, number][] = [
		[town.west, town.south],
		[town.east, town.south],
		[town.east, town.north],
		[town.west, town.north],
	];
	const ring = corners.flatMap(([x, y], i) => {
		const [nextX, nextY] = corners[(i + 1) % 4] as [number, number];
		return Array.from({ length: waves }, (_, n) => {
			const out = n % 2 ? 0.004 : 0;
			const [dx, dy] = [
				[0, -out],
				[out, 0],
				[0, out],
				[-out, 0],
			][i] as [number, number];
			return [x + ((nextX - x) * n) / waves + dx, y + ((nextY - y) * n) / waves + dy];
		});
	});
	return [...ring, ring[0] as number[]];
}

// A ward of 80 positions each, their common sides the same from both.
const wardsSql = `
	with size as (select ?::float8 as west, ?::float8 as south, ?::float8 as edge)
	insert into ward (code, name, geom, valid)
	select row_number() over (order by i, j), 'Ward ' || row_number() over (order by i, j),
	       st_multi(st_segmentize(st_makeenvelope(west + i * edge, south + j * edge, west + (i + 1) * edge, south + (j + 1) * edge, 4326), edge / 20)), '[2020-01-01,)'
	from size, generate_series(0, 9) as i, generate_series(0, 9) as j`;
