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
	/** Null: assets of which no street is known. */
	street: string | null;
	assets: number;
	assetYears: number;
	kmYears: number;
	failures: number;
	unlinked: number;
	geometry: { type: string; coordinates: unknown } | null;
}

interface Judged {
	raw: Raw & { street: string };
	exposed: number;
	shrunk: number | undefined;
}

const mostRows = 60;
/** More have their shapes read than are shown: the order of the balanced rates is known only when all of them are. */
const mostShapes = 150;

const words = {
	street: { en: 'Street', af: 'Straat', xh: 'Isitalato' },
	least: { en: 'Failures at least', af: 'Minstens soveel falings', xh: 'Ubuncinane beempazamo' },
	leastHint: {
		en: 'Streets with fewer are not named; they count for the whole all the same.',
		af: 'Strate met minder word nie genoem nie; hulle tel nogtans vir die geheel.',
		xh: 'Izitalato ezineempazamo ezimbalwa azikhankanywa; zibalwa kuko konke noko.',
	},
	all: { en: 'All streets together', af: 'Alle strate saam', xh: 'Zonke izitalato kunye' },
	nameless: {
		en: 'Left out because the register knows no street for their asset: {n} failures.',
		af: 'Uitgelaat omdat die register geen straat vir hul bate ken nie: {n} falings.',
		xh: 'Azibalwanga kuba irejista ayisazi isitalato sempahla yazo: iimpazamo ezi-{n}.',
	},
	long: {
		en: 'An asset counts for one street, that of the nearest road: a long line belongs whole to one. Streets of the same name are one street here.',
		af: '’n Bate tel vir een straat, dié van die naaste pad: ’n lang lyn behoort heeltemal aan een. Strate met dieselfde naam is hier een straat.',
		xh: 'Impahla ibalelwa kwisitalato esinye, eso sendlela ekufutshane: umgca omde ungowesitalato esinye wonke. Izitalato ezinegama elinye zisisitalato esinye apha.',
	},
	first: {
		en: 'Shown are the first {n} of {all} streets with so many failures.',
		af: 'Getoon word die eerste {n} van {all} strate met soveel falings.',
		xh: 'Kuboniswa izitalato ezi-{n} zokuqala kwezi-{all} ezineempazamo ezininzi kangako.',
	},
};

const columnsOf = ({ say }: Asked, measure: Measure): Column[] => [{ id: 'street', title: say(words.street), kind: 'text' }, ...rateColumns(say, measure)];

/** Every street that had something in service, with its rate pulled towards that of all. */
function judged(raws: readonly Raw[], { exposure }: Measure): Judged[] {
	const known = raws.flatMap(({ street, ...raw }) => (street !== null && exposure(raw) > 0 ? [{ ...raw, street }] : []));
	const shrunk = marshall(
		known.map((it) => it.failures),
		known.map(exposure),
	);
	return known.map((raw, i) => ({ raw, exposed: exposure(raw), shrunk: shrunk[i] })).sort((a, b) => (b.shrunk ?? 0) - (a.shrunk ?? 0));
}

function rowOf({ say }: Asked, { raw, exposed, shrunk }: Judged, per: number): AnswerRow {
	const rate = exposureRate(raw.failures, exposed, per);
	const cells = {
		street: raw.street,
		assets: raw.assets,
		exposure: exposed,
		failures: raw.failures,
		rate: rate?.rate ?? null,
		interval: rate ? ([rate.low, rate.high] satisfies [number, number]) : null,
		shrunk: shrunk === undefined ? null : shrunk * per,
	};
	return { key: raw.street, place: raw.geometry && raw.street, cells, faint: raw.failures < fewFailures ? say(fewText) : null, faults: raw.failures };
}

function notesOf({ say, number }: Asked, raws: readonly Raw[], named: number): string[] {
	const nameless = raws.find((it) => it.street === null)?.failures ?? 0;
	return [
		...(named > mostRows ? [say(words.first).replace('{n}', number(mostRows)).replace('{all}', number(named))] : []),
		...(nameless > 0 ? [say(words.nameless).replace('{n}', number(nameless))] : []),
		say(words.long),
	];
}

export default report<Raw>({
	id: 'failures-by-street',
	theme: { en: 'Where things fail', af: 'Waar dinge faal', xh: 'Apho izinto zonakala khona' },
	title: { en: 'Failures by street', af: 'Falings per straat', xh: 'Iimpazamo ngokwesitalato' },
	question: {
		en: 'Along which streets do our pipes, lights or other assets fail most for what there is of them?',
		af: 'Langs watter strate faal ons pype, ligte of ander bates die meeste vir wat daar van hulle is?',
		xh: 'Zeziphi izitalato apho imibhobho, izibane okanye enye impahla yethu yonakala kakhulu xa kuthelekiswa nobungakanani bayo?',
	},
	definition: {
		en: 'A failure is one fault on an asset the municipality owns, however many people reported it; rejected, not found, not ours and merged ones do not count. The rate is failures divided by time in service within the period: for lines the length along the street, for all else the number of assets. Streets with little to see are pulled towards the rate of all streets, so that one failure in a short street does not put it first.',
		af: '’n Faling is een fout op ’n bate van die munisipaliteit, hoeveel mense dit ook al aangemeld het; verwerpte, nie gevonde, nie ons s’n en saamgevoegde foute tel nie. Die koers is falings gedeel deur tyd in diens binne die tydperk: vir lyne die lengte langs die straat, vir al die ander die aantal bates. Strate waar daar min te sien is, word nader getrek aan die koers van alle strate, sodat een faling in ’n kort straat dit nie eerste plaas nie.',
		xh: 'Impazamo yinto enye eyonakeleyo kwimpahla kamasipala, nokuba baninzi kangakanani abayixeleyo; ezaliweyo, ezingafunyanwanga, ezingezozethu nezidityanisiweyo azibalwa. Izinga ziimpazamo zahlulwe ngexesha lokusebenza kweli xesha: kwimigca bubude obukwisitalato, kokunye linani lempahla. Izitalato ekuncinci okubonwayo kuzo zisondezwa kwizinga lazo zonke izitalato, ukuze impazamo enye kwisitalato esifutshane ingasibeki phambili.',
	},
	source: {
		en: 'Faults and asset register of this system; exact intervals by Garwood (1936), balanced rate by Marshall (1991).',
		af: 'Foute en bateregister van hierdie stelsel; eksakte intervalle volgens Garwood (1936), gebalanseerde koers volgens Marshall (1991).',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; uluhlu ngokukaGarwood (1936), izinga elilinganisiweyo ngokukaMarshall (1991).',
	},
	parameters: [
		classParameter(() => true, 'water-pipes'),
		modeParameter(() => true),
		{ id: 'least', title: words.least, hint: words.leastHint, kind: 'number', least: 1, most: 1000, fallback: () => '3' },
		...periodParameters,
		areaParameter,
	],

	query: (asked) => sql`
		with service as (${serviceSql(asked, sql`asset.street`)}),
		exposure as (
			select service.part as street, sum(service.assets)::int as assets, sum(service.assets * (service.leave - service.entry)) / 365.25::float8 as asset_years,
			       sum(service.length_m * (service.leave - service.entry)) / 365.25 / 1000 as km_years
			from service
			group by service.part
		),
		failure as (${failureSql(asked, sql`asset.street`)}),
		counted as (select failure.part as street, count(*)::int as failures from failure group by failure.part),
		street as (
			select exposure.street, exposure.assets, exposure.asset_years, exposure.km_years, coalesce(counted.failures, 0) as failures,
			       ${classOf(asked).geometry === 'LineString' ? sql`exposure.km_years` : sql`exposure.asset_years`} as exposed
			from exposure
			left join counted on counted.street is not distinct from exposure.street
		),
		expected as (
			select street.street, street.failures, street.exposed * sum(street.failures) over () / nullif(sum(street.exposed) over (), 0) as expected from street
		),
		outstanding as (
			select expected.street
			from expected
			where expected.street is not null and expected.expected > 0 and expected.failures >= ${Number(asked.values['least'])}::float8
			order by (expected.failures - expected.expected) / sqrt(expected.expected) desc, expected.street
			limit ${mostShapes}
		),
		shape as (
			select asset.street, st_asgeojson(st_collectionhomogenize(st_collect(st_simplify(asset.geom, 0.00002, true))), 5)::jsonb as geometry
			from outstanding
			join asset on asset.street = outstanding.street
			where asset.class = ${classOf(asked).number}::smallint and asset.owner = 'municipal' and asset.status = 'in-service'
			group by asset.street
		)
		select street.street, street.assets, street.asset_years as "assetYears", street.km_years as "kmYears", street.failures,
		       (${unlinkedSql(asked)}) as unlinked, shape.geometry
		from street
		left join shape on shape.street = street.street
		order by street.street`,

	answer: (raws, asked) => {
		const measure = measureFor(classOf(asked));
		const streets = judged(raws, measure);
		const named = streets.filter(({ raw }) => raw.failures >= Number(asked.values['least']));
		const shown = named.slice(0, mostRows);
		const sum = (of: (it: Judged) => number): number => streets.reduce((total, it) => total + of(it), 0);
		const whole = exposureRate(
			sum(({ raw }) => raw.failures),
			sum(({ exposed }) => exposed),
			measure.per,
		);
		const unit = asked.say(measure.unit);
		const rows = shown.map((it) => rowOf(asked, it, measure.per));
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked, measure),
			rows,
			notes: [...notesOf(asked, raws, named.length), ...unlinkedNote(asked, raws[0]?.unlinked ?? 0)],
			chart: {
				kind: 'ranked',
				label: 'street',
				value: 'rate',
				interval: 'interval',
				beside: 'shrunk',
				reference: whole ? { value: whole.rate, title: asked.say(words.all) } : null,
				title: `${asked.say(rateWords.rate)}, ${unit}`,
			},
			geography: {
				by: 'own',
				title: `${asked.say(rateWords.shrunk)}, ${unit}`,
				shapes: {
					type: 'FeatureCollection',
					features: shown.flatMap(({ raw: { street, geometry } }) =>
						geometry ? [{ type: 'Feature' as const, id: street, properties: { key: street, title: street }, geometry }] : [],
					),
				},
				places: shown.flatMap(({ raw: { street, geometry }, shrunk }, i) =>
					geometry
						? [{ key: street, row: street, title: street, value: shrunk === undefined ? null : shrunk * measure.per, faint: rows[i]?.faint ?? null }]
						: [],
				),
			},
		};
	},

	behind: (asked, keys) =>
		keys.some((key) => key === '' || key.length > 200)
			? undefined
			: sql`select failure.id from (${failureSql(asked, sql`asset.street`)}) as failure where failure.part = any (${[...keys]}::text[])`,
});
