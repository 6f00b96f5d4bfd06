import { marshall } from '../../maths/empirical-bayes.ts';
import { exposureRate } from '../../maths/rates.ts';
import { sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	type Column,
	classOf,
	classParameter,
	failureSql,
	fewFailures,
	fewText,
	type Measure,
	measureFor,
	modeParameter,
	periodParameters,
	rateColumns,
	rateWords,
	report,
	serviceSql,
	unlinkedNote,
	unlinkedSql,
} from './index.ts';

interface Raw {
	id: number;
	name: string | null;
	assets: number;
	assetYears: number;
	kmYears: number;
	failures: number;
	unlinked: number;
}

const words = {
	ward: { en: 'Ward', af: 'Wyk', xh: 'Iwadi' },
	noWard: { en: 'Outside today’s wards', af: 'Buite vandag se wyke', xh: 'Ngaphandle kweewadi zanamhlanje' },
	none: { en: 'No assets of this class here.', af: 'Geen bates van hierdie klas hier nie.', xh: 'Akukho mpahla yolu hlobo apha.' },
};

const all = (): boolean => true;

const columnsOf = ({ say }: Asked, measure: Measure): Column[] => [{ id: 'ward', title: say(words.ward), kind: 'text' }, ...rateColumns(say, measure)];

function rowOf({ say }: Asked, raw: Raw, { exposed, per, shrunk }: { exposed: number; per: number; shrunk: number | undefined }): AnswerRow {
	const rate = exposureRate(raw.failures, exposed, per);
	const faint = rate ? (raw.failures < fewFailures ? say(fewText) : null) : say(words.none);
	const cells = {
		ward: raw.name ?? say(words.noWard),
		assets: raw.assets,
		exposure: exposed,
		failures: raw.failures,
		rate: rate?.rate ?? null,
		interval: rate ? ([rate.low, rate.high] satisfies [number, number]) : null,
		shrunk: shrunk === undefined ? null : shrunk * per,
	};
	return { key: String(raw.id), place: raw.name === null ? null : String(raw.id), cells, faint, faults: raw.failures };
}

const shrunkOf = (row: AnswerRow): number | null => (typeof row.cells['shrunk'] === 'number' ? row.cells['shrunk'] : null);

function rowsOf(raws: readonly Raw[], asked: Asked, { exposure, per }: Measure): AnswerRow[] {
	const exposed = raws.filter((it) => exposure(it) > 0);
	const shrunk = marshall(
		exposed.map((it) => it.failures),
		exposed.map(exposure),
	);
	return raws
		.map((raw) => rowOf(asked, raw, { exposed: exposure(raw), per, shrunk: shrunk[exposed.indexOf(raw)] }))
		.sort((a, b) => (shrunkOf(b) ?? -1) - (shrunkOf(a) ?? -1));
}

export default report<Raw>({
	id: 'failures-by-class-and-ward',
	theme: { en: 'Where things fail', af: 'Waar dinge faal', xh: 'Apho izinto zonakala khona' },
	title: { en: 'Failures by ward', af: 'Falings per wyk', xh: 'Iimpazamo ngokwewadi' },
	question: {
		en: 'In which wards do our street lights, pipes or other assets fail more often than they should?',
		af: 'In watter wyke faal ons straatligte, pype of ander bates meer dikwels as wat hulle behoort?',
		xh: 'Zeziphi iiwadi apho izibane zesitalato, imibhobho okanye enye impahla yethu yonakala rhoqo kunokuba ifanele?',
	},
	definition: {
		en: 'A failure is one fault on an asset the municipality owns, however many people reported it; rejected, not found, not ours and merged ones do not count. The rate is failures divided by time in service within the period: each asset counts from when it was installed and its failures were being recorded until it was retired. A ward’s assets are those the register places in it.',
		af: '’n Faling is een fout op ’n bate van die munisipaliteit, hoeveel mense dit ook al aangemeld het; verwerpte, nie gevonde, nie ons s’n en saamgevoegde foute tel nie. Die koers is falings gedeel deur tyd in diens binne die tydperk: elke bate tel van toe dit geïnstalleer is en sy falings aangeteken is totdat dit uit diens gestel is. ’n Wyk se bates is dié wat die register daarin plaas.',
		xh: 'Impazamo yinto enye eyonakeleyo kwimpahla kamasipala, nokuba baninzi kangakanani abayixeleyo; ezaliweyo, ezingafunyanwanga, ezingezozethu nezidityanisiweyo azibalwa. Izinga zimpazamo zahlulwe ngexesha lokusebenza: impahla nganye ibalwa ukususela ekufakweni kwayo neempazamo zayo zirekhodwa de irhoxiswe. Impahla yewadi yileyo irejista iyibeka kuyo.',
	},
	source: {
		en: 'Faults and asset register of this system; exact intervals by Garwood (1936), balanced rate by Marshall (1991).',
		af: 'Foute en bateregister van hierdie stelsel; eksakte intervalle volgens Garwood (1936), gebalanseerde koers volgens Marshall (1991).',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; uluhlu ngokukaGarwood (1936), izinga elilinganisiweyo ngokukaMarshall (1991).',
	},
	parameters: [classParameter(all, 'street-lights'), modeParameter(all), ...periodParameters, areaParameter],

	query: (asked) => sql`
		with service as (${serviceSql(asked, sql`coalesce(asset.ward_id, 0)`)}),
		exposure as (
			select service.part, sum(service.assets)::int as assets, sum(service.assets * (service.leave - service.entry)) / 365.25 as asset_years,
			       sum(service.length_m * (service.leave - service.entry)) / 365.25 / 1000 as km_years
			from service
			group by service.part
		),
		failure as (${failureSql(asked, sql`coalesce(asset.ward_id, 0)`)}),
		counted as (select failure.part, count(*)::int as failures from failure group by failure.part),
		place as (
			select ward.id from ward where ward.valid @> ${asked.today}::date
			union select exposure.part from exposure
			union select counted.part from counted
		)
		select place.id, ward.name, coalesce(exposure.assets, 0) as assets, coalesce(exposure.asset_years, 0)::float8 as "assetYears",
		       coalesce(exposure.km_years, 0)::float8 as "kmYears", coalesce(counted.failures, 0) as failures, (${unlinkedSql(asked)}) as unlinked
		from place
		left join ward on ward.id = place.id and ward.valid @> ${asked.today}::date
		left join exposure on exposure.part = place.id
		left join counted on counted.part = place.id
		order by length(ward.code), ward.code`,

	answer: (raws, asked) => {
		const measure = measureFor(classOf(asked));
		const rows = rowsOf(raws, asked, measure);
		const sum = (of: (row: Raw) => number): number => raws.reduce((total, row) => total + of(row), 0);
		const whole = exposureRate(
			sum((it) => it.failures),
			sum(measure.exposure),
			measure.per,
		);
		const title = `${asked.say(rateWords.shrunk)}, ${asked.say(measure.unit)}`;
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked, measure),
			rows,
			notes: unlinkedNote(asked, raws[0]?.unlinked ?? 0),
			chart: {
				kind: 'ranked',
				label: 'ward',
				value: 'rate',
				interval: 'interval',
				beside: 'shrunk',
				reference: whole ? { value: whole.rate, title: asked.say(rateWords.whole) } : null,
				title: `${asked.say(rateWords.rate)}, ${asked.say(measure.unit)}`,
			},
			geography: {
				by: 'ward',
				title,
				places: rows.flatMap((row) =>
					row.place === null ? [] : [{ key: row.place, row: row.key, title: String(row.cells['ward']), value: shrunkOf(row), faint: row.faint }],
				),
			},
		};
	},

	behind: (asked, key) =>
		/^\d{1,15}$/.test(key)
			? sql`select failure.id from (${failureSql(asked, sql`coalesce(asset.ward_id, 0)`)}) as failure where failure.part = ${Number(key)}`
			: undefined,
});
