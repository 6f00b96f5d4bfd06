import { exposureRate } from '../../maths/rates.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	type ClassFacts,
	type Column,
	classOf,
	classParameter,
	failureSql,
	fewFailures,
	fewText,
	modeParameter,
	oneByOne,
	type ParameterFile,
	periodParameters,
	report,
	serviceSql,
	unlinkedNote,
	unlinkedSql,
} from './index.ts';

interface Raw {
	part: string;
	year: number | null;
	km: number;
	kmYears: number;
	failures: number;
	unlinked: number;
}

const pipes = ['water-pipes', 'sewer-pipes', 'stormwater-pipes'];
const isPipe = ({ id }: ClassFacts): boolean => pipes.includes(id);
const per = 100;

const words = {
	year: { en: 'Year', af: 'Jaar', xh: 'Unyaka' },
	km: { en: 'Length', af: 'Lengte', xh: 'Ubude' },
	kmHint: {
		en: 'All pipes that were in service at some time within it.',
		af: 'Alle pype wat op ’n tyd daarin in diens was.',
		xh: 'Yonke imibhobho ebikhe yasebenza ngelo xesha.',
	},
	exposure: { en: 'Time in service', af: 'Tyd in diens', xh: 'Ixesha lokusebenza' },
	exposureUnit: { en: 'km-years', af: 'km-jare', xh: 'iminyaka ye-km' },
	exposureHint: {
		en: 'Kilometres times the years they were in service and recorded within the period.',
		af: 'Kilometers maal die jare wat hulle binne die tydperk in diens en aangeteken was.',
		xh: 'Iikhilomitha ziphindwe ngeminyaka ezisebenze nezirekhodwe ngayo kweli xesha.',
	},
	failures: { en: 'Failures', af: 'Falings', xh: 'Iimpazamo' },
	rate: { en: 'Failure rate', af: 'Falingskoers', xh: 'Izinga leempazamo' },
	unit: { en: 'per 100 km and year', af: 'per 100 km en jaar', xh: 'kwi-100 km ngonyaka' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	intervalHint: {
		en: 'Where the true rate lies in 95 of 100 such cases (Garwood, exact).',
		af: 'Waar die ware koers in 95 van 100 sulke gevalle lê (Garwood, eksak).',
		xh: 'Apho izinga lenene likhoyo kumatyeli angama-95 kwali-100 (Garwood).',
	},
	unknown: { en: 'Not recorded', af: 'Nie aangeteken nie', xh: 'Akurekhodwanga' },
	all: { en: 'All together', af: 'Alles saam', xh: 'Konke kunye' },
	partYears: {
		en: 'Years at the ends of the period count only the days that lie within it.',
		af: 'Jare aan die einde van die tydperk tel net die dae wat daarin val.',
		xh: 'Iminyaka esemaphethelweni exesha ibala kuphela iintsuku eziphakathi kwalo.',
	},
};

const splitParameter: ParameterFile = {
	id: 'by',
	title: { en: 'Show', af: 'Wys', xh: 'Bonisa' },
	kind: 'choice',
	choices: () => [
		{ id: 'period', title: { en: 'The whole period', af: 'Die hele tydperk', xh: 'Lonke ixesha' } },
		{ id: 'year', title: { en: 'Each year', af: 'Elke jaar', xh: 'Unyaka ngamnye' } },
	],
	fallback: () => 'period',
};

const byYear = ({ values }: Asked): boolean => values['by'] === 'year';

/** What tells the pipes of a class apart: their material, or where the register has none, what kind they are. */
function attributeOf(it: ClassFacts) {
	const found = it.attributes.find(({ id }) => id === 'material') ?? it.attributes.find(({ choices }) => choices);
	if (!found) throw new Error(`${it.id} has nothing to tell its pipes apart by`);
	return found;
}

const partSql = (asked: Asked): Sql => sql`coalesce(asset.attributes ->> ${attributeOf(classOf(asked)).id}, '')`;

/** The spans of time a row is about: the period, or each calendar year of it. `after` is the day after the last. */
const slotSql = (asked: Asked): Sql => {
	const from = sql`${asked.values['from']}::date`;
	const to = sql`${asked.values['to']}::date`;
	return byYear(asked)
		? sql`select year.number as year, greatest(${from}, make_date(year.number, 1, 1)) as first, least(${to} + 1, make_date(year.number + 1, 1, 1)) as after
		      from generate_series(extract(year from ${from})::int, extract(year from ${to})::int) as year (number)`
		: sql`select null::int as year, ${from} as first, ${to} + 1 as after`;
};

const partTitle = (asked: Asked, part: string): string => {
	const choice = attributeOf(classOf(asked)).choices?.find(({ id }) => id === part);
	return choice ? asked.say(choice.title) : part || asked.say(words.unknown);
};

function columnsOf(asked: Asked): Column[] {
	const { say } = asked;
	return [
		{ id: 'part', title: say(attributeOf(classOf(asked)).title), kind: 'text' },
		...(byYear(asked) ? [{ id: 'year', title: say(words.year), kind: 'text' } as const] : []),
		{ id: 'km', title: say(words.km), kind: 'number', unit: 'km', digits: 1, hint: say(words.kmHint) },
		{ id: 'exposure', title: say(words.exposure), kind: 'number', unit: say(words.exposureUnit), digits: 1, hint: say(words.exposureHint), adds: true },
		{ id: 'failures', title: say(words.failures), kind: 'number', adds: true },
		{ id: 'rate', title: say(words.rate), kind: 'rate', unit: say(words.unit), digits: 1, ratio: { count: 'failures', exposure: 'exposure', per } },
		{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'rate', unit: say(words.unit), digits: 1, hint: say(words.intervalHint) },
	];
}

function rowOf(asked: Asked, raw: Raw): AnswerRow {
	const rate = exposureRate(raw.failures, raw.kmYears, per);
	const cells = {
		part: partTitle(asked, raw.part),
		...(raw.year !== null && { year: String(raw.year) }),
		km: raw.km,
		exposure: raw.kmYears,
		failures: raw.failures,
		rate: rate?.rate ?? null,
		interval: rate ? ([rate.low, rate.high] satisfies [number, number]) : null,
	};
	const faint = raw.failures < fewFailures ? asked.say(fewText) : null;
	return { key: `${raw.year ?? ''}:${raw.part}`, place: raw.part, cells, faint, faults: raw.failures };
}

interface Whole {
	part: string;
	failures: number;
	kmYears: number;
	rate: number | null;
}

/** Each part over the whole period, the highest rate first. */
function wholes(raws: readonly Raw[]): Whole[] {
	const parts = [...new Set(raws.map((it) => it.part))];
	return parts
		.map((part) => {
			const own = raws.filter((it) => it.part === part);
			const failures = own.reduce((sum, it) => sum + it.failures, 0);
			const kmYears = own.reduce((sum, it) => sum + it.kmYears, 0);
			return { part, failures, kmYears, rate: exposureRate(failures, kmYears, per)?.rate ?? null };
		})
		.sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || a.part.localeCompare(b.part));
}

export default report<Raw>({
	id: 'pipe-failure-rate',
	theme: { en: 'What fails', af: 'Wat faal', xh: 'Into eyonakalayo' },
	title: { en: 'Pipe failure rate by material', af: 'Pypfalingskoers per materiaal', xh: 'Izinga lokonakala kwemibhobho ngokwento eyenziwe ngayo' },
	question: {
		en: 'Which pipe materials fail most for each kilometre we have, and how sure are we?',
		af: 'Watter pypmateriale faal die meeste vir elke kilometer wat ons het, en hoe seker is ons?',
		xh: 'Yeyiphi imibhobho eyonakala kakhulu kwikhilomitha nganye esinayo, kwaye siqiniseke kangakanani?',
	},
	definition: {
		en: 'Failures for each 100 km and year. A failure is one fault on a municipal pipe, however many people reported it; rejected, not found, not ours and merged ones do not count. Time in service is length times the time between entry (installed and being recorded, within the period) and retirement: young pipes did not exist all along, and counting them as if they had would make them look better. The register’s pieces are arbitrary, so rates are per length, never per piece.',
		af: 'Falings vir elke 100 km en jaar. ’n Faling is een fout op ’n munisipale pyp, hoeveel mense dit ook al aangemeld het; verwerpte, nie gevonde, nie ons s’n en saamgevoegde foute tel nie. Tyd in diens is lengte maal die tyd tussen toetrede (geïnstalleer en aangeteken, binne die tydperk) en uitdienstelling: jong pype was nie heeltyd daar nie, en om hulle so te tel, laat hulle beter lyk. Die register se stukke is willekeurig, daarom is koerse per lengte, nooit per stuk nie.',
		xh: 'Iimpazamo kwi-100 km nganye ngonyaka. Impazamo yinto enye eyonakeleyo kumbhobho kamasipala, nokuba baninzi kangakanani abayixeleyo; ezaliweyo, ezingafunyanwanga, ezingezozethu nezidityanisiweyo azibalwa. Ixesha lokusebenza bubude buphindwe ngexesha ukususela ekungeneni (ufakiwe kwaye urekhodwa, ngeli xesha) ukuya ekurhoxisweni: imibhobho emitsha ibingekho ngalo lonke ixesha. Iziqwenga zerejista azilingani, ngoko ke izinga lihamba ngobude, hayi ngesiqwenga.',
	},
	source: {
		en: 'Faults and asset register of this system; exact Poisson intervals by Garwood (1936).',
		af: 'Foute en bateregister van hierdie stelsel; eksakte Poisson-intervalle volgens Garwood (1936).',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; uluhlu lwePoisson ngokukaGarwood (1936).',
	},
	parameters: [classParameter(isPipe, 'water-pipes'), modeParameter(isPipe), splitParameter, ...periodParameters, areaParameter],

	query: (asked) => sql`
		with slot as (${slotSql(asked)}),
		service as (${serviceSql(asked, partSql(asked))}),
		exposure as (
			select service.part, slot.year, sum(service.length_m) / 1000 as km,
			       sum(service.length_m * (least(service.leave, slot.after) - greatest(service.entry, slot.first))) / 365.25 / 1000 as km_years
			from service
			join slot on service.entry < slot.after and service.leave > slot.first
			group by service.part, slot.year
		),
		failure as (${failureSql(asked, partSql(asked))}),
		daily as (select failure.part, failure.day, count(*) as failures from failure group by failure.part, failure.day),
		counted as (
			select daily.part, slot.year, sum(daily.failures)::int as failures
			from daily
			join slot on daily.day >= slot.first and daily.day < slot.after
			group by daily.part, slot.year
		)
		select exposure.part, exposure.year, exposure.km::float8 as km, exposure.km_years::float8 as "kmYears", coalesce(counted.failures, 0) as failures,
		       (${unlinkedSql(asked)}) as unlinked
		from exposure
		left join counted on counted.part = exposure.part and counted.year is not distinct from exposure.year
		order by exposure.part, exposure.year`,

	answer: (raws, asked) => {
		const ranked = wholes(raws);
		const sum = (of: (it: Whole) => number): number => ranked.reduce((total, it) => total + of(it), 0);
		const all = exposureRate(
			sum((it) => it.failures),
			sum((it) => it.kmYears),
			per,
		);
		const title = `${asked.say(words.rate)}, ${asked.say(words.unit)}`;
		const attribute = attributeOf(classOf(asked));
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked),
			rows: ranked.flatMap(({ part }) => raws.filter((it) => it.part === part).map((raw) => rowOf(asked, raw))),
			notes: [...unlinkedNote(asked, raws[0]?.unlinked ?? 0), ...(byYear(asked) ? [asked.say(words.partYears)] : [])],
			chart: {
				kind: byYear(asked) ? 'over-time' : 'ranked',
				label: 'part',
				value: 'rate',
				interval: 'interval',
				...(byYear(asked) && { time: 'year' }),
				reference: all ? { value: all.rate, title: asked.say(words.all) } : null,
				title,
			},
			geography: {
				by: 'line',
				class: classOf(asked).id,
				attribute: attribute.id,
				title,
				places: ranked.map(({ part, rate, failures }) => ({
					key: part,
					row: `:${part}`,
					title: partTitle(asked, part),
					value: rate,
					faint: failures < fewFailures ? asked.say(fewText) : null,
				})),
			},
		};
	},

	behind: oneByOne((asked: Asked, key) => {
		const found = /^(\d{4})?:(.*)$/s.exec(key);
		if (!found) return undefined;
		const [, year, part] = found;
		return sql`
			select failure.id from (${failureSql(asked, partSql(asked))}) as failure
			where failure.part = ${part} ${year === undefined ? sql`` : sql`and extract(year from failure.day) = ${Number(year)}`}`;
	}),
});
