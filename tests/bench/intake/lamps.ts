import type { Knex } from 'knex';

/** A street light to report: its id, where it stands, in degrees and in metres. */
export interface Lamp {
	readonly id: number;
	readonly lon: number;
	readonly lat: number;
	readonly x: number;
	readonly y: number;
}

/** Lamps without an open fault, in no order of place; every one is reported once. */
export async function lampsOf(db: Knex): Promise<Lamp[]> {
	const { rows } = await db.raw(`
		select asset.id, st_x(asset.geom) as lon, st_y(asset.geom) as lat, st_x(asset.geom_m) as x, st_y(asset.geom_m) as y
		from asset join asset_class as class on class.number = asset.class
		where class.code = 'street-lights' and not exists (select from fault where fault.asset_id = asset.id and fault.open)
		order by md5('lamp ' || asset.id)`);
	return rows;
}

/** What a resident sends who taps a dark lamp on a map that is close up. */
export const reportOf = ({ lon, lat }: Lamp): string =>
	JSON.stringify({
		...{ mode: 'street-light.out', lon, lat, method: 'map-click', zoom: 19, pointer: 'mouse' },
		...{ words: 'It has been dark here since Tuesday evening, right in front of the school.', publicWords: true, answers: { 'how-many': 'one' } },
		...{ name: 'Nomvula', email: 'nomvula@example.org', language: 'en' },
	});
