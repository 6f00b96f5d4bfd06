import { shareOf } from '../../maths/shares.ts';
import { join, type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	areaParameter,
	type Column,
	faultsWithin,
	fewFailures,
	foremost,
	foremostNote,
	partBy,
	partGeography,
	partJoinSql,
	partKeySql,
	partParameter,
	partPlace,
	partSql,
	partTitle,
	partWords,
	periodParameters,
	placeOf,
	report,
	type Text,
	townParts,
} from './index.ts';

interface Raw {
	part: string;
	reports: number;
	total: number;
	faults: number;
}

const words = {
	channel: { en: 'Channels', af: 'Kanale', xh: 'Iindlela' },
	language: { en: 'Languages', af: 'Tale', xh: 'Iilwimi' },
	reports: { en: 'Reports', af: 'Aanmeldings', xh: 'Izimangalo' },
	share: { en: 'Share', af: 'Aandeel', xh: 'Isabelo' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	few: { en: 'Fewer than 5 reports.', af: 'Minder as 5 aanmeldings.', xh: 'Izimangalo zingaphantsi kwe-5.' },
} as const;

const called: Readonly<Record<string, Text>> = {
	web: { en: 'App and website', af: 'App en webwerf', xh: 'I-app newebhusayithi' },
	phone: { en: 'Phone call', af: 'Telefoonoproep', xh: 'Umnxeba' },
	'walk-in': { en: 'At the counter', af: 'By die toonbank', xh: 'Ekhawuntareni' },
	email: { en: 'E-mail', af: 'E-pos', xh: 'I-imeyile' },
	open311: { en: 'Other systems (Open311)', af: 'Ander stelsels (Open311)', xh: 'Ezinye iinkqubo (Open311)' },
	staff: { en: 'Staff', af: 'Personeel', xh: 'Abasebenzi' },
	sms: { en: 'SMS and messages', af: 'SMS en boodskappe', xh: 'I-SMS nemiyalezo' },
	import: { en: 'Brought over from before', af: 'Oorgebring van vroeër', xh: 'Iziswe kwezangaphambili' },
	en: { en: 'English', af: 'Engels', xh: 'IsiNgesi' },
	af: { en: 'Afrikaans', af: 'Afrikaans', xh: 'IsiBhulu' },
	xh: { en: 'isiXhosa', af: 'isiXhosa', xh: 'IsiXhosa' },
};

const byPart = partParameter(townParts);

/** By what of the report itself; undefined: by the part of the town its fault is in. */
const ownOf = ({ values }: Asked): 'channel' | 'language' | undefined => (['channel', 'language'] as const).find((it) => it === values['by']);

const own: Readonly<Record<'channel' | 'language', Sql>> = { channel: sql`report.channel`, language: sql`report.language` };

const reportedSql = ({ values, zone }: Asked): Sql => sql`
	report.withdrawn_at is null and report.reported_at >= (${values['from']}::date::timestamp at time zone ${zone})
	and report.reported_at < ((${values['to']}::date + 1)::timestamp at time zone ${zone})`;

function toldSql(asked: Asked): Sql {
	const by = ownOf(asked);
	return sql`
		select report.id, report.fault_id, ${by ? own[by] : partSql(asked)} as part
		from report
		${by && !asked.values['area'] ? sql`` : sql`join fault on fault.id = report.fault_id`}
		${by ? sql`` : partJoinSql(asked)}
		where ${reportedSql(asked)} and ${faultsWithin(asked)}`;
}

/** All the channels that a report can have come by. */
export const channels = ['web', 'phone', 'walk-in', 'email', 'open311', 'staff', 'sms', 'import'] as const;

/** Each channel counted by itself, all in one pass: two thirds of what it takes to sort a million reports by their channel. */
function byChannelSql(asked: Asked): Sql {
	const each = (count: (only: Sql) => Sql): Sql =>
		join(
			channels.map((it) => count(sql`filter (where told.part = ${it})`)),
			', ',
		);
	return sql`
		select part.part, part.reports::int as reports, part.faults::int as faults
		from (
			select array[${each((only) => sql`count(*) ${only}`)}] as reports, array[${each((only) => sql`count(distinct told.fault_id) ${only}`)}] as faults
			from (${toldSql(asked)}) as told
		) as counted
		cross join lateral unnest(${[...channels]}::text[], counted.reports, counted.faults) as part (part, reports, faults)
		where part.reports > 0`;
}

/**
 * A fault is in one part of the town and has perhaps several channels: by parts it is enough to count its reports and then it. They are counted once, not by each
 * of several processes anew; and suburbs by their hexagons, of which there are few.
 */
function byPartSql(asked: Asked): Sql {
	const bySuburb = partBy(asked) === 'suburb';
	const key = bySuburb ? sql`fault.hex` : partKeySql(asked);
	const counted = sql`
		with apart as materialized (select report.fault_id, count(*)::int as reports from report where ${reportedSql(asked)} group by report.fault_id)
		select ${key} as part, sum(apart.reports)::int as reports, count(*)::int as faults
		from apart
		join fault on fault.id = apart.fault_id
		where ${faultsWithin(asked)}
		group by ${key}`;
	return bySuburb
		? sql`
			select coalesce(suburb_hex.suburb_id, 0)::text as part, sum(counted.reports)::int as reports, sum(counted.faults)::int as faults
			from (${counted}) as counted
			left join suburb_hex on suburb_hex.hex = counted.part
			group by 1`
		: sql`select counted.part::text as part, counted.reports, counted.faults from (${counted}) as counted`;
}

const byLanguageSql = (asked: Asked): Sql =>
	sql`select told.part, count(*)::int as reports, count(distinct told.fault_id)::int as faults from (${toldSql(asked)}) as told group by told.part`;

const countedSql = { channel: byChannelSql, language: byLanguageSql, part: byPartSql };

const headOf = (asked: Asked): string => {
	const by = ownOf(asked);
	return by ? asked.say(words[by]) : partWords(asked);
};

const columnsOf = (asked: Asked): Column[] => [
	{ id: 'part', title: headOf(asked), kind: 'text' },
	{ id: 'reports', title: asked.say(words.reports), kind: 'number', adds: true },
	{ id: 'share', title: asked.say(words.share), kind: 'rate', unit: '%', digits: 1 },
	{ id: 'interval', title: asked.say(words.interval), kind: 'interval', of: 'share', unit: '%', digits: 1 },
];

const titleOf = (asked: Asked, part: string): string => (ownOf(asked) ? asked.say(called[part] ?? { en: part }) : partTitle(asked, part));

function rowOf(asked: Asked, raw: Raw): AnswerRow {
	const it = shareOf(raw.reports, raw.total);
	const cells = {
		part: titleOf(asked, raw.part),
		reports: raw.reports,
		share: it ? it.share * 100 : null,
		interval: it ? ([it.low * 100, it.high * 100] satisfies [number, number]) : null,
	};
	const place = ownOf(asked) ? null : partPlace(asked, raw.part);
	return { key: raw.part, place, cells, faint: raw.reports < fewFailures ? asked.say(words.few) : null, faults: raw.faults };
}

export default report<Raw>({
	id: 'channels-and-languages',
	theme: { en: 'Whom we hear', af: 'Wie ons hoor', xh: 'Esibavayo' },
	title: { en: 'Channels and languages', af: 'Kanale en tale', xh: 'Iindlela neelwimi' },
	question: {
		en: 'By which channels and in which languages do people reach us?',
		af: 'Deur watter kanale en in watter tale bereik mense ons?',
		xh: 'Abantu basifikelela ngeziphi iindlela nangeziphi iilwimi?',
	},
	definition: {
		en: 'All reports of the period, each once, whether or not the fault was known before; what was withdrawn, as it was taken down by mistake, does not count. The language is the one the person chose or wrote in.',
		af: 'Alle aanmeldings van die tydperk, elkeen een keer, of die fout vantevore bekend was of nie; wat teruggetrek is omdat dit per abuis opgeneem is, tel nie. Die taal is dié wat die mens gekies of in geskryf het.',
		xh: 'Zonke izimangalo zexesha, nganye kanye, nokuba impazamo yayisaziwa ngaphambili okanye hayi; ezirhoxisiweyo, kuba zithathwe ngempazamo, azibalwa. Ulwimi lolo umntu alukhethileyo okanye abhale ngalo.',
	},
	source: {
		en: 'Reports of this system; score intervals by Wilson (1927).',
		af: 'Aanmeldings van hierdie stelsel; intervalle volgens Wilson (1927).',
		xh: 'Izimangalo zale nkqubo; uluhlu ngokukaWilson (1927).',
	},
	parameters: [
		{
			...byPart,
			choices: () => [{ id: 'channel', title: words.channel }, { id: 'language', title: words.language }, ...byPart.choices()],
			fallback: () => 'channel',
		},
		...periodParameters,
		areaParameter,
	],

	manyGroups: (asked) => ownOf(asked) === undefined,

	query: (asked) => sql`
		with part as (${countedSql[ownOf(asked) ?? 'part'](asked)})
		select part.part, part.reports, part.faults, (sum(part.reports) over ())::int as total
		from part
		order by part.reports desc, part.part`,

	answer: (raws, asked) => {
		const rows = foremost(asked, raws, (it) => it.reports).map((raw) => rowOf(asked, raw));
		const title = `${asked.say(words.share)}, %`;
		return {
			about: [headOf(asked), `${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}`, placeOf(asked)].filter(Boolean).join(' · '),
			columns: columnsOf(asked),
			rows,
			notes: foremostNote(asked, raws.length),
			chart: { kind: 'ranked', label: 'part', value: 'share', interval: 'interval', reference: null, title },
			geography: ownOf(asked) ? null : partGeography(asked, rows, { title, label: 'part', value: 'share' }),
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => key.length <= 80)
			? sql`select distinct told.fault_id as id from (${toldSql(asked)}) as told where told.part = any (${[...keys]}::text[])`
			: undefined,
});
