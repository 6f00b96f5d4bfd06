import { marshall } from '../../maths/empirical-bayes.ts';
import { exposureRate } from '../../maths/rates.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	assetPart,
	type Column,
	classOf,
	classParameter,
	failureSql,
	fewFailures,
	fewText,
	foremost,
	foremostNote,
	isPartKey,
	type Measure,
	measureFor,
	modeParameter,
	partBy,
	partGeography,
	partHead,
	partParameter,
	partPlace,
	partTitle,
	periodParameters,
	rateColumns,
	rateWords,
	report,
	serviceSql,
	townParts,
	unlinkedNote,
	unlinkedSql,
} from './index.ts';

interface Raw {
	part: string;
	assets: number;
	assetYears: number;
	kmYears: number;
	failures: number;
	unlinked: number;
}

const words = {
	none: { en: 'No assets of this class here.', af: 'Geen bates van hierdie klas hier nie.', xh: 'Akukho mpahla yolu hlobo apha.' },
};

const all = (): boolean => true;

const columnsOf = (asked: Asked, measure: Measure): Column[] => [{ id: 'ward', title: partHead(asked), kind: 'text' }, ...rateColumns(asked.say, measure)];

function rowOf(asked: Asked, raw: Raw, { exposed, per, shrunk }: { exposed: number; per: number; shrunk: number | undefined }): AnswerRow {
	const { say } = asked;
	const rate = exposureRate(raw.failures, exposed, per);
	const faint = rate ? (raw.failures < fewFailures ? say(fewText) : null) : say(words.none);
	const cells = {
		ward: partTitle(asked, raw.part),
		assets: raw.assets,
		exposure: exposed,
		failures: raw.failures,
		rate: rate?.rate ?? null,
		interval: rate ? ([rate.low, rate.high] satisfies [number, number]) : null,
		shrunk: shrunk === undefined ? null : shrunk * per,
	};
	return { key: raw.part, place: partPlace(asked, raw.part), cells, faint, faults: raw.failures };
}

const shrunkOf = (row: AnswerRow): number | null => (typeof row.cells['shrunk'] === 'number' ? row.cells['shrunk'] : null);

function rowsOf(raws: readonly Raw[], asked: Asked, { exposure, per }: Measure): AnswerRow[] {
	const exposed = raws.filter((it) => exposure(it) > 0);
	const shrunk = marshall(
		exposed.map((it) => it.failures),
		exposed.map(exposure),
	);
	const balanced = new Map(exposed.map((it, i) => [it, shrunk[i]]));
	return foremost(asked, raws, (it) => it.failures)
		.map((raw) => rowOf(asked, raw, { exposed: exposure(raw), per, shrunk: balanced.get(raw) }))
		.sort((a, b) => (shrunkOf(b) ?? -1) - (shrunkOf(a) ?? -1));
}

const failureOf = (asked: Asked): Sql => failureSql(asked, assetPart(asked).part, assetPart(asked).join);

export default report<Raw>({
	id: 'failures-by-class-and-ward',
	theme: { en: 'Where things fail', af: 'Waar dinge faal', xh: 'Apho izinto zonakala khona' },
	title: { en: 'Failures by area', af: 'Falings per gebied', xh: 'Iimpazamo ngokwendawo' },
	question: {
		en: 'In which wards, suburbs or zones do our street lights, pipes or other assets fail more often than they should?',
		af: 'In watter wyke, woonbuurte of sones faal ons straatligte, pype of ander bates meer dikwels as wat hulle behoort?',
		xh: 'Zeziphi iiwadi, iidolophana okanye imimandla apho izibane zesitalato, imibhobho okanye enye impahla yethu yonakala rhoqo kunokuba ifanele?',
	},
	definition: {
		en: 'A failure is one fault on an asset the municipality owns, however many people reported it; rejected, not found, not ours and merged ones do not count. The rate is failures divided by time in service within the period: each asset counts from when it was installed and its failures were being recorded until it was retired. A ward’s assets are those the register places in it; a hexagon’s are those whose middle lies in it.',
		af: '’n Faling is een fout op ’n bate van die munisipaliteit, hoeveel mense dit ook al aangemeld het; verwerpte, nie gevonde, nie ons s’n en saamgevoegde foute tel nie. Die koers is falings gedeel deur tyd in diens binne die tydperk: elke bate tel van toe dit geïnstalleer is en sy falings aangeteken is totdat dit uit diens gestel is. ’n Wyk se bates is dié wat die register daarin plaas; ’n seshoek s’n is dié waarvan die middel daarin lê.',
		xh: 'Impazamo yinto enye eyonakeleyo kwimpahla kamasipala, nokuba baninzi kangakanani abayixeleyo; ezaliweyo, ezingafunyanwanga, ezingezozethu nezidityanisiweyo azibalwa. Izinga zimpazamo zahlulwe ngexesha lokusebenza: impahla nganye ibalwa ukususela ekufakweni kwayo neempazamo zayo zirekhodwa de irhoxiswe. Impahla yewadi yileyo irejista iyibeka kuyo; eyeheksagoni yileyo umbindi wayo ukuyo.',
	},
	source: {
		en: 'Faults and asset register of this system; exact intervals by Garwood (1936), balanced rate by Marshall (1991).',
		af: 'Foute en bateregister van hierdie stelsel; eksakte intervalle volgens Garwood (1936), gebalanseerde koers volgens Marshall (1991).',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; uluhlu ngokukaGarwood (1936), izinga elilinganisiweyo ngokukaMarshall (1991).',
	},
	parameters: [partParameter(townParts), classParameter(all, 'street-lights'), modeParameter(all), ...periodParameters, areaParameter],

	manyGroups: (asked) => partBy(asked) === 'hex',

	query: (asked) => sql`
		with service as (${serviceSql(asked, assetPart(asked).part, assetPart(asked).join)}),
		exposure as (
			select service.part, sum(service.assets)::int as assets, sum(service.assets * (service.leave - service.entry)) / 365.25 as asset_years,
			       sum(service.length_m * (service.leave - service.entry)) / 365.25 / 1000 as km_years
			from service
			group by service.part
		),
		failure as (${failureOf(asked)}),
		counted as (select failure.part, count(*)::int as failures from failure group by failure.part),
		place as (
			${partBy(asked) === 'ward' ? sql`select ward.id as part from ward where ward.valid @> ${asked.today}::date union` : sql``}
			select exposure.part from exposure
			union select counted.part from counted
		)
		select place.part::text as part, coalesce(exposure.assets, 0) as assets, coalesce(exposure.asset_years, 0)::float8 as "assetYears",
		       coalesce(exposure.km_years, 0)::float8 as "kmYears", coalesce(counted.failures, 0) as failures, (${unlinkedSql(asked)}) as unlinked
		from place
		left join exposure on exposure.part = place.part
		left join counted on counted.part = place.part
		order by place.part`,

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
			notes: [...foremostNote(asked, raws.length), ...unlinkedNote(asked, raws[0]?.unlinked ?? 0)],
			chart: {
				kind: 'ranked',
				label: 'ward',
				value: 'rate',
				interval: 'interval',
				beside: 'shrunk',
				reference: whole ? { value: whole.rate, title: asked.say(rateWords.whole) } : null,
				title: `${asked.say(rateWords.rate)}, ${asked.say(measure.unit)}`,
			},
			geography: partGeography(asked, rows, { title, label: 'ward', value: 'shrunk' }),
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => isPartKey(asked, key))
			? sql`select failure.id from (${failureOf(asked)}) as failure where failure.part::text = any (${[...keys]}::text[])`
			: undefined,
});
