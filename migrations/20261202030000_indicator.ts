import type { Knex } from 'knex';

type Seed = readonly [
	code: string,
	source: string,
	kind: string,
	home: string,
	modes: readonly string[],
	figures: { per?: number; hours?: number },
	title: { en: string; af: string; xh: string },
];

/** What municipalities are asked for. Codes and wording are from memory, without targets: none is verified until the municipality has looked at it. */
const shipped: readonly Seed[] = [
	[
		...(['WS3.1', 'MFMA Circular 88', 'per-km', 'sewer-pipes', ['sewer-pipe.blocked'], { per: 100 }] as const),
		{
			en: 'Sewer blockages for each 100 km of pipe',
			af: 'Rioolverstoppings vir elke 100 km pyp',
			xh: 'Ukuvaleka kwemibhobho yogutyulo kwi-100 km nganye',
		},
	],
	[
		...(['WS3.11', 'MFMA Circular 88', 'answered', 'sewer-pipes', [], { hours: 24 }] as const),
		{
			en: 'Sanitation call-outs responded to within 24 hours',
			af: 'Sanitasie-uitroepe waarop binne 24 uur gereageer is',
			xh: 'Izikhalo zogutyulo eziphendulwe kwiiyure ezingama-24',
		},
	],
	[
		...(['WS3.2', 'MFMA Circular 88', 'per-km', 'water-pipes', ['water-pipe.burst', 'water-pipe.leak'], { per: 100 }] as const),
		{
			en: 'Water mains failures for each 100 km of pipe',
			af: 'Falings van waterhoofleidings vir elke 100 km pyp',
			xh: 'Iimpazamo zemibhobho yamanzi kwi-100 km nganye',
		},
	],
	[
		...(['WS3.21', 'MFMA Circular 88', 'answered', 'water-pipes', [], { hours: 24 }] as const),
		{
			en: 'Water call-outs responded to within 24 hours',
			af: 'Wateruitroepe waarop binne 24 uur gereageer is',
			xh: 'Izikhalo zamanzi eziphendulwe kwiiyure ezingama-24',
		},
	],
	[
		...(['TR6.2', 'MFMA Circular 88', 'per-km', 'roads', ['road.pothole'], { per: 10 }] as const),
		{ en: 'Potholes for each 10 km of road', af: 'Slaggate vir elke 10 km pad', xh: 'Imingxuma kwi-10 km yendlela' },
	],
	[
		...(['TR6.21', 'MFMA Circular 88', 'in-standard', 'roads', ['road.pothole'], {}] as const),
		{
			en: 'Pothole complaints resolved within the standard',
			af: 'Slaggatklagtes binne die standaard opgelos',
			xh: 'Izikhalazo zemingxuma ezisonjululwe ngexesha elimiselweyo',
		},
	],
	[
		...(['EE3.11', 'MFMA Circular 88', 'in-standard', 'electricity-kiosks', ['electricity-kiosk.no-power-area', 'service-connection.no-power'], {}] as const),
		{
			en: 'Unplanned outages restored within the standard',
			af: 'Onbeplande onderbrekings binne die standaard herstel',
			xh: 'Ukucima kombane okungacwangciswanga okubuyiselwe ngexesha',
		},
	],
	[
		...(['IBNET 9.1', 'IBNET', 'per-km-year', 'water-pipes', ['water-pipe.burst', 'water-pipe.leak'], { per: 1 }] as const),
		{ en: 'Pipe breaks for each km and year', af: 'Pypbreuke vir elke km en jaar', xh: 'Ukuqhekeka kwemibhobho kwi-km nganye ngonyaka' },
	],
	[
		...(['IBNET 10.1', 'IBNET', 'per-km-year', 'sewer-pipes', ['sewer-pipe.blocked'], { per: 1 }] as const),
		{ en: 'Sewer blockages for each km and year', af: 'Rioolverstoppings vir elke km en jaar', xh: 'Ukuvaleka kogutyulo kwi-km nganye ngonyaka' },
	],
	[
		...(['LIGHTS', 'Service standard', 'in-standard', 'street-lights', ['street-light.out'], {}] as const),
		{
			en: 'Street lights that burn again within the standard',
			af: 'Straatligte wat binne die standaard weer brand',
			xh: 'Izibane zesitalato ezikhanya kwakhona ngexesha elimiselweyo',
		},
	],
];

export async function up(db: Knex): Promise<void> {
	await db.raw(`
		create table indicator (
			code       text primary key constraint indicator_code check (code ~ '^[A-Za-z0-9][A-Za-z0-9. -]{0,29}$'),
			source     text not null constraint indicator_source check (length(source) between 1 and 120),
			title      jsonb not null,
			kind       text not null constraint indicator_kind check (kind in ('per-km', 'per-km-year', 'answered', 'fixed', 'in-standard')),
			class      text not null,
			modes      text[] not null default '{}',
			per        numeric(8, 2) constraint indicator_per check (per > 0),
			hours      numeric(8, 2) constraint indicator_hours check (hours > 0),
			target     numeric(12, 4) constraint indicator_target check (target >= 0),
			verified   boolean not null default false,
			active     boolean not null default true,
			changed_at timestamptz not null default now(),
			constraint indicator_whole check ((kind in ('per-km', 'per-km-year')) = (per is not null) and (kind in ('answered', 'fixed')) = (hours is not null))
		);
		comment on table indicator is 'What the municipality answers for each quarter, as data: which of the formulas the code knows, of which failures, with which target.';
		comment on column indicator.class is 'Code of a class of assets: whose kilometres count, and whose failures where none are named.';
		comment on column indicator.modes is 'Failure modes that count; none: all of the class.';
		comment on column indicator.per is 'For each so many kilometres.';
		comment on column indicator.hours is 'The limit, where it is not that of the service standard.';
		comment on column indicator.verified is 'Whether the municipality has checked code, wording and formula; what was shipped is from memory.'`);
	const rows = shipped.map(([code, source, kind, home, modes, figures, title]) => ({ code, source, title, kind, class: home, modes, ...figures }));
	await db.raw(
		`insert into indicator (code, source, title, kind, class, modes, per, hours)
		 select it.code, it.source, it.title, it.kind, it.class, array(select jsonb_array_elements_text(it.modes)), it.per, it.hours
		 from jsonb_to_recordset(:rows::jsonb) as it (code text, source text, title jsonb, kind text, class text, modes jsonb, per numeric, hours numeric)`,
		{ rows: JSON.stringify(rows) },
	);
}

export const down = (db: Knex): Promise<void> => db.raw('drop table indicator');
