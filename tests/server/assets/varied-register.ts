import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { afterAll } from 'vitest';
import { exported, formatByName, systemOf } from '../../../server/assets/index.ts';
import { catalogue } from '../../../server/municipality/index.ts';

/** Adds so many assets of every kind to the test town: points, lines with parts, areas with holes, all that the register can say of them, and the odd letter. */
export async function addVariedAssets(db: Knex, count: number): Promise<void> {
	await db.raw(
		`insert into asset (class, key, reference, geom, owner, status, retired_on, attributes, zone, street, ward_id, in_register_from, installed_on, condition_grade, condition_on, criticality)
		select 1, 'V' || lpad(n::text, 5, '0'), 'SL-V' || n, st_transform(st_setsrid(st_makepoint(310500 + (n % 97) * 31.1234567, 6264500 + n / 97 * 17.7654321), 32734), 4326),
		       case when n % 7 = 0 then 'eskom' else 'municipal' end, case when n % 11 = 0 then 'retired' else 'in-service' end, case when n % 11 = 0 then date '2020-02-29' end,
		       jsonb_strip_nulls(jsonb_build_object('pole_number', case when n % 3 > 0 then '00' || n end, 'feeder', 'F' || n % 5, 'lamp_type', (array['LED', 'HPS', 'gas, "old"'])[n % 3 + 1],
		           'watts', case when n % 4 > 0 then 36 + n % 90 end, 'pole_height', round(4 + (n % 70) / 7.0, 3), 'pole_material', (array['steel', 'wood', null])[n % 3 + 1])),
		       case when n % 2 = 0 then 'F' || n % 5 else 'Zone ' || n % 3 end,
		       case when n % 5 = 0 then 'Môreson-straat, "oos"' when n % 5 = 1 then null else 'Kerkstraat' end, 2, '2015-01-01', case when n % 6 > 0 then date '1969-12-31' + n end,
		       nullif(n % 6, 0), case when n % 6 > 0 then date '2024-01-31' end, n % 5 + 1
		from generate_series(1, ?) as n`,
		[count],
	);
	await db.raw(
		`insert into asset (class, key, reference, geom, attributes, street, in_register_from)
		select class.number, 'R' || n, 'RD-V' || n, st_transform(st_setsrid(case when n % 4 = 0
		           then st_collect(st_makeline(st_makepoint(310500 + n, 6264300), st_makepoint(310520 + n, 6264310)), st_makeline(st_makepoint(310500 + n, 6264200), st_makepoint(310520 + n, 6264210.5)))
		           else st_makeline(array[st_makepoint(310500 + n, 6264000), st_makepoint(310600, 6264010 + n / 3.0), st_makepoint(310500, 6264100)]) end, 32734), 4326),
		       jsonb_strip_nulls(jsonb_build_object('name', 'Pad ' || n, 'owner', case when n % 2 = 0 then 'SANRAL' end, 'surface', 'asphalt', 'lanes', n % 4 + 1)), case when n % 3 = 0 then 'Another ' || n end, '2015-01-01'
		from generate_series(1, ?) as n, asset_class as class where class.code = 'roads'`,
		[Math.ceil(count / 5)],
	);
	await db.raw(
		`insert into asset (class, key, reference, geom, attributes, in_register_from)
		select class.number, 'G' || n, 'PG-V' || n, st_transform(st_setsrid(case n % 3
		           when 0 then st_difference(st_makeenvelope(310500 + n, 6264500, 310600 + n, 6264600), st_makeenvelope(310520 + n, 6264520, 310580 + n, 6264580), 0.001)
		           when 1 then st_collect(st_makeenvelope(310700 + n, 6264500, 310710 + n, 6264510), st_makeenvelope(310720 + n, 6264500, 310730 + n, 6264510))
		           else st_reverse(st_makeenvelope(310800 + n, 6264500, 310810 + n, 6264510)) end, 32734), 4326),
		       jsonb_strip_nulls(jsonb_build_object('name', case when n % 2 = 0 then 'Park ' || n end)), '2015-01-01'
		from generate_series(1, ?) as n, asset_class as class where class.code = 'public-ground'`,
		[Math.ceil(count / 10)],
	);
	await db.raw(
		`insert into asset (class, key, reference, geom, attributes, in_register_from)
		select class.number, 'W' || n, 'WV-V' || n, st_transform(st_setsrid(st_makepoint(310500 + n, 6264900), 32734), 4326),
		       jsonb_strip_nulls(jsonb_build_object('diameter', 110 + n, 'operable', case when n % 3 > 0 then n % 2 = 0 end, 'normally_closed', n % 5 = 0)), '2015-01-01'
		from generate_series(1, ?) as n, asset_class as class where class.code = 'water-valves'`,
		[Math.ceil(count / 10)],
	);
}

/** Writes classes of a register into files of a folder that goes with the test. */
export function exporter(db: () => Knex): (name: string, layer: string, srid?: number, staff?: boolean) => Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'faultline-exports-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return async (name, layer, srid = 4326, staff = true) => {
		const found = catalogue.byId.get(layer);
		const format = formatByName(name);
		if (!found || !format) throw new Error(`no layer ${layer}, or no format for ${name}`);
		const made = exported(db(), { class: found, staff, system: await systemOf(db(), srid) });
		const path = join(folder, name);
		await pipeline(format.write(made.layer, made.rows), createWriteStream(path));
		return path;
	};
}
