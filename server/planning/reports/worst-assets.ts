import { exposureRate } from '../../maths/rates.ts';
import { sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	type Column,
	classParameter,
	failureSql,
	fewFailures,
	fewText,
	modeParameter,
	periodParameters,
	report,
	unlinkedNote,
	unlinkedSql,
} from './index.ts';

interface Raw {
	id: number;
	reference: string;
	street: string | null;
	failures: number;
	years: number;
	total: number;
	failed: number;
	unlinked: number;
	geometry: { type: string; coordinates: unknown };
}

const words = {
	asset: { en: 'Asset', af: 'Bate', xh: 'Impahla' },
	street: { en: 'Street', af: 'Straat', xh: 'Isitalato' },
	failures: { en: 'Failures', af: 'Falings', xh: 'Iimpazamo' },
	rate: { en: 'Failures a year', af: 'Falings per jaar', xh: 'Iimpazamo ngonyaka' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	share: { en: 'Share of all', af: 'Aandeel van alles', xh: 'Isabelo sazo zonke' },
	together: { en: 'Share up to here', af: 'Aandeel tot hier', xh: 'Isabelo ukuza kuthi ga apha' },
	year: { en: 'a year', af: 'per jaar', xh: 'ngonyaka' },
	most: { en: 'How many', af: 'Hoeveel', xh: 'Zingaphi' },
	note: {
		en: 'In all {total} failures on {failed} assets.',
		af: 'Altesaam {total} falings op {failed} bates.',
		xh: 'Zizonke iimpazamo ezili-{total} kwimpahla eli-{failed}.',
	},
};

const columnsOf = ({ say }: Asked): Column[] => [
	{ id: 'street', title: say(words.street), kind: 'text' },
	{ id: 'asset', title: say(words.asset), kind: 'text' },
	{ id: 'failures', title: say(words.failures), kind: 'number', adds: true },
	{ id: 'rate', title: say(words.rate), kind: 'rate', unit: say(words.year), digits: 2 },
	{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'rate', unit: say(words.year), digits: 2 },
	{ id: 'share', title: say(words.share), kind: 'rate', unit: '%', digits: 1 },
	{ id: 'together', title: say(words.together), kind: 'rate', unit: '%', digits: 1 },
];

function rowOf({ say }: Asked, raw: Raw, before: number): AnswerRow {
	const rate = exposureRate(raw.failures, raw.years);
	const cells = {
		asset: raw.reference,
		street: raw.street ?? '',
		failures: raw.failures,
		rate: rate?.rate ?? null,
		interval: rate ? ([rate.low, rate.high] satisfies [number, number]) : null,
		share: (100 * raw.failures) / raw.total,
		together: (100 * (before + raw.failures)) / raw.total,
	};
	return { key: String(raw.id), place: String(raw.id), cells, faint: raw.failures < fewFailures ? say(fewText) : null, faults: raw.failures };
}

const everyClass = (): boolean => true;

export default report<Raw>({
	id: 'worst-assets',
	theme: { en: 'Where things fail', af: 'Waar dinge faal', xh: 'Apho izinto zonakala khona' },
	title: { en: 'Worst assets', af: 'Slegste bates', xh: 'Impahla embi kakhulu' },
	question: {
		en: 'Which few assets cause most of the trouble?',
		af: 'Watter paar bates veroorsaak die meeste moeilikheid?',
		xh: 'Yeyiphi impahla embalwa ebangela ubuninzi beengxaki?',
	},
	definition: {
		en: 'The assets of a class with most failures within the period, and which part of all failures of the class they make up, each and together with those above. A failure is one fault on an asset of the municipality however many people reported it. The rate is by the years the asset was in service while its failures were being recorded; with few failures its interval is wide, and the order says little.',
		af: 'Die bates van ’n klas met die meeste falings binne die tydperk, en watter deel van al die klas se falings hulle uitmaak, elkeen en saam met dié bo hulle. ’n Faling is een fout op ’n bate van die munisipaliteit, hoeveel mense dit ook al aangemeld het. Die koers is volgens die jare wat die bate in diens was terwyl sy falings aangeteken is; met min falings is die interval wyd en sê die volgorde min.',
		xh: 'Impahla yohlobo eneempazamo ezininzi kweli xesha, nenxalenye yazo zonke iimpazamo zohlobo ezenzayo, nganye nangokudibeneyo nengentla. Impazamo yinto enye eyonakeleyo kwimpahla kamasipala, nokuba baninzi kangakanani abayixeleyo. Izinga lingokweminyaka impahla ibisebenza ngelixa iimpazamo zayo zirekhodwa; xa zimbalwa uluhlu lubanzi, ulandelelwano luthetha kancinci.',
	},
	source: {
		en: 'Faults and asset register of this system; exact intervals by Garwood (1936).',
		af: 'Foute en bateregister van hierdie stelsel; eksakte intervalle volgens Garwood (1936).',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; uluhlu ngokukaGarwood (1936).',
	},
	parameters: [
		classParameter(everyClass, 'street-lights'),
		modeParameter(everyClass),
		...periodParameters,
		areaParameter,
		{ id: 'most', title: words.most, kind: 'number', least: 5, most: 200, fallback: () => '25' },
	],

	query: (asked) => sql`
		with failure as (${failureSql(asked, sql`asset.id`)}),
		counted as (select failure.part as id, count(*)::int as failures from failure group by failure.part),
		whole as (select sum(counted.failures)::int as total, count(*)::int as failed from counted),
		worst as (select counted.id, counted.failures from counted order by counted.failures desc, counted.id limit floor(${asked.values['most']}::float8)::int)
		select asset.id, asset.reference, asset.street, worst.failures, whole.total, whole.failed, (${unlinkedSql(asked)}) as unlinked,
		       (least(${asked.values['to']}::date + 1, asset.retired_on) - greatest(${asked.values['from']}::date, asset.installed_on, asset.in_register_from)) / 365.25::float8 as years,
		       st_asgeojson(st_simplify(asset.geom, 0.00002, true), 6)::jsonb as geometry
		from worst
		join asset on asset.id = worst.id
		cross join whole
		order by worst.failures desc, worst.id`,

	answer: (raws, asked) => {
		let before = 0;
		const rows = raws.map((raw) => {
			const row = rowOf(asked, raw, before);
			before += raw.failures;
			return row;
		});
		const [first] = raws;
		const title = asked.say(words.failures);
		const shapes = raws.map(({ id, reference, geometry }) => ({
			type: 'Feature' as const,
			id: String(id),
			properties: { key: String(id), title: reference },
			geometry,
		}));
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked),
			rows,
			notes: first
				? [
						asked.say(words.note).replace('{total}', asked.number(first.total)).replace('{failed}', asked.number(first.failed)),
						...unlinkedNote(asked, first.unlinked),
					]
				: [],
			chart: { kind: 'ranked', label: 'asset', value: 'rate', interval: 'interval', reference: null, title: asked.say(words.rate) },
			geography: {
				by: 'own',
				title,
				shapes: { type: 'FeatureCollection', features: shapes },
				places: raws.map(({ id, reference, failures }, i) => ({
					key: String(id),
					row: String(id),
					title: reference,
					value: failures,
					faint: rows[i]?.faint ?? null,
				})),
			},
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => /^\d{1,15}$/.test(key))
			? sql`select failure.id from (${failureSql(asked, sql`asset.id`)}) as failure where failure.part = any (${keys.map(Number)}::bigint[])`
			: undefined,
});
