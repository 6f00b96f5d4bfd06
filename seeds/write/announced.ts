import type { Client } from 'pg';

const hour = 3_600_000;

const notices = [
	{
		kind: 'road-works',
		state: 'published',
		title: { en: 'Kerbs and drains are renewed', af: 'Randstene en dreine word vernuwe', xh: 'Kuhlaziywa imiphetho yendlela needreyini' },
		words: {
			en: 'One lane stays open. Please drive slowly.',
			af: 'Een baan bly oop. Ry asseblief stadig.',
			xh: 'Umzila omnye uhlala uvulekile. Nceda uqhube kancinane.',
		},
		themes: ['roads', 'stormwater'],
		wards: [],
		hours: [-60, 500],
	},
	{
		kind: 'interruption',
		state: 'published',
		title: {
			en: 'Water is off while a main is joined',
			af: 'Water is af terwyl ’n hoofpyp gelas word',
			xh: 'Amanzi acimile ngeli lixa kudityaniswa umbhobho omkhulu',
		},
		words: {
			en: 'Please store water for the day. It may be brown for an hour afterwards.',
			af: 'Bêre asseblief water vir die dag. Dit kan daarna vir ’n uur bruin wees.',
			xh: 'Nceda ugcine amanzi osuku. Anokuba mdaka iyure emva koko.',
		},
		themes: ['water'],
		wards: ['2'],
		hours: [40, 50],
	},
	{
		kind: 'interruption',
		state: 'draft',
		title: { en: 'Street lights are tested by day', af: 'Straatligte word bedags getoets', xh: 'Izibane zesitalato zivavanywa emini' },
		words: {},
		themes: ['lighting'],
		wards: ['1'],
		hours: [90, 98],
	},
] as const;

const authorities = [
	{
		code: 'province',
		name: { en: 'the province (fictional)', af: 'die provinsie (fiktief)', xh: 'iphondo (yintsomi)' },
		words: {
			en: 'The province looks after the roads between towns.',
			af: 'Die provinsie sien om na die paaie tussen dorpe.',
			xh: 'Iphondo linonophele iindlela eziphakathi kweedolophu.',
		},
		...{ phone: '080 000 0001', email: 'roads@province.example', url: 'https://province.example/roads', owners: ['province'], modes: [], wards: [] },
	},
	{
		code: 'national-roads',
		name: { en: 'the national roads agency (fictional)', af: 'die nasionale padagentskap (fiktief)', xh: 'iarhente yeendlela zesizwe (yintsomi)' },
		words: {},
		...{ phone: '080 000 0002', email: null, url: 'https://roads.example', owners: ['national'], modes: [], wards: [] },
	},
	{
		code: 'power-supplier',
		name: { en: 'the electricity supplier (fictional)', af: 'die kragverskaffer (fiktief)', xh: 'umboneleli wombane (yintsomi)' },
		words: {
			en: 'In this ward the supplier sells electricity to the houses itself.',
			af: 'In hierdie wyk verkoop die verskaffer self krag aan die huise.',
			xh: 'Kule wadi umboneleli uthengisa umbane ezindlini ngokwakhe.',
		},
		...{ phone: '080 000 0003', email: null, url: null, owners: ['supplier'], wards: ['3'] },
		modes: ['service-connection.no-power', 'electricity-kiosk.no-power-area'],
	},
	{
		code: 'private',
		name: { en: 'the owner of the ground', af: 'die eienaar van die grond', xh: 'umnini womhlaba' },
		words: {
			en: 'This stands on private ground. Its owner has to see to it.',
			af: 'Dit staan op private grond. Die eienaar moet daarna omsien.',
			xh: 'Le nto ikumhlaba wabucala. Umnini wawo ufanele ayijonge.',
		},
		...{ phone: null, email: null, url: null, owners: ['private'], modes: [], wards: [] },
	},
] as const;

/** Connections as an administrator may have prepared them: switched off, so that a demo speaks to nobody. */
const connections = [
	`insert into webhook (title, url, kinds, departments, level, active)
	 values ('Control room wall display', 'https://wall.example.org/faults', '{fault.opened,fault.moved,fault.merged}', '{electricity,water}', 'staff', false)`,
	`insert into work_system (title, kind, settings, mapping, active)
	 values ('IMQS drop folder', 'csv', '{"folder": "imqs"}', '{"states": {"confirmed": "OPEN", "scheduled": "SCHEDULED", "in-progress": "STARTED", "fixed": "DONE", "closed": "DONE", "merged": "MERGED"},
	         "back": {"SCHEDULED": "scheduled", "STARTED": "in-progress", "DONE": "fixed"}, "asset": "reference", "unit": "m"}', false)`,
] as const;

/** What the works have announced: about the longest main road, and for whole wards; and who else looks after things here. */
export async function writeAnnounced(client: Client, now: number): Promise<number> {
	for (const { kind, state, title, words, themes, wards, hours } of notices) {
		await client.query(
			`insert into notice (kind, state, title, words, themes, ward_codes, area, starts_at, ends_at)
			 select $1, $2, $3::jsonb, $4::jsonb, $5::text[], $6::text[], st_multi(drawn.area), $7::timestamptz, $8::timestamptz
			 from (select coalesce(
				(select st_union(ward.geom) from ward where ward.code = any ($6::text[])),
				(select st_buffer(road.geom::geography, 25)::geometry
				 from (select asset.geom from asset join asset_class on asset_class.number = asset.class and asset_class.code = 'roads'
				       where asset.attributes ->> 'road_class' = 'arterial' and asset.owner = 'municipal' order by st_length(asset.geom_m) desc, asset.id limit 1) as road)) as area) as drawn
			 where drawn.area is not null`,
			[kind, state, title, words, themes, wards, new Date(now + hours[0] * hour), new Date(now + hours[1] * hour)],
		);
	}
	for (const it of authorities) {
		await client.query(
			'insert into authority (code, name, words, phone, email, url, owners, modes, ward_codes) values ($1, $2::jsonb, $3::jsonb, $4, $5, $6, $7::text[], $8::text[], $9::text[])',
			[it.code, it.name, it.words, it.phone, it.email, it.url, it.owners, it.modes, it.wards],
		);
	}
	for (const text of connections) await client.query(text);
	return notices.length;
}
