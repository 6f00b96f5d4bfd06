import { exposureRate } from '../../maths/rates.ts';
import { type Standing, standingOut } from '../../maths/standing-out.ts';
import { type Sql, sql } from '../../platform/sql.ts';
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
	fill,
	modeParameter,
	periodParameters,
	placelessNote,
	placelessSql,
	report,
	serviceSql,
} from './index.ts';

interface Raw {
	hex: number;
	street: string | null;
	x: number;
	y: number;
	outline: { type: string; coordinates: unknown };
	/** Asset-days, and metre-days. */
	assets: number;
	metres: number;
	failures: number;
	/** Left out in all the town, because their pins stand on a point that nobody chose. */
	leftOut: number;
	line: boolean;
}

type Figure = Omit<Raw, 'assets' | 'metres' | 'x' | 'y'> & Omit<Standing, 'index'>;

const mostRows = 60;
const words = {
	place: { en: 'Around', af: 'Om en by', xh: 'Malunga ne' },
	nameless: { en: 'no street', af: 'geen straat', xh: 'akukho sitalato' },
	failures: { en: 'Failures', af: 'Falings', xh: 'Iimpazamo' },
	expected: { en: 'To be expected', af: 'Te verwagte', xh: 'Ezilindelekileyo' },
	expectedHint: {
		en: 'If what is there failed as often as in the whole area that was asked for.',
		af: 'As wat daar is, so dikwels gefaal het as in die hele gebied waarvoor gevra is.',
		xh: 'Ukuba okulapho bekusonakala rhoqo njengakuyo yonke indawo ebuziweyo.',
	},
	times: { en: 'Times as many', af: 'Keer soveel', xh: 'Kuphindwe kangaphi' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	verdict: { en: 'More than chance?', af: 'Meer as toeval?', xh: 'Ngaba ngaphezu kwethamsanqa?' },
	hot: { en: 'Yes, with its surroundings', af: 'Ja, saam met sy omgewing', xh: 'Ewe, nendawo ezungezileyo' },
	circle: { en: 'Yes, in circle {n}', af: 'Ja, in sirkel {n}', xh: 'Ewe, kwisangqa {n}' },
	chance: { en: 'May be chance', af: 'Kan toeval wees', xh: 'Lisenokuba lithamsanqa' },
	circleNote: {
		en: 'Circle {n}: {times} times as many as elsewhere; chance makes a circle like it somewhere in {p} of 1,000 towns.',
		af: 'Sirkel {n}: {times} keer soveel as elders; toeval maak iewers so ’n sirkel in {p} van 1 000 dorpe.',
		xh: 'Isangqa {n}: siphindwe ka-{times} kunakwezinye iindawo; ithamsanqa lenza isangqa esinje kwiidolophu ezi-{p} kwali-1 000.',
	},
	none: {
		en: 'Nowhere is it worse than chance alone may make it.',
		af: 'Nêrens is dit erger as wat toeval alleen kan maak nie.',
		xh: 'Akukho ndawo imbi ngaphezu koko ithamsanqa lodwa linokukwenza.',
	},
	first: {
		en: 'Shown are the {n} hexagons that stand out most of {all} with enough in them to judge.',
		af: 'Getoon word die {n} seshoeke wat die meeste uitstaan, van {all} met genoeg daarin om te oordeel.',
		xh: 'Kuboniswa iiheksagoni ezi-{n} ezivelele kakhulu kwezi-{all} ezinokwaneleyo ukugweba.',
	},
};

/** Failures, but for those whose pin stands on a point that nobody chose, unless somebody confirmed the asset. */
const trueFailureSql = (asked: Asked): Sql => sql`
	with failure as materialized (${failureSql(asked, sql`asset.hex`)}),
	placeless as (${placelessSql(sql`select failure.id from failure`)})
	select failure.id, failure.part, placeless.id is not null as placeless
	from failure
	left join placeless on placeless.id = failure.id`;

/** Each hexagon against what is to be expected there, with its neighbours, and in circles. */
function figuresOf(raws: readonly Raw[]): Figure[] {
	const exposures = raws.map((it) => (it.line ? it.metres : it.assets));
	const judged = standingOut({ places: raws.map(({ x, y }) => [x, y] as const), counts: raws.map((it) => it.failures), exposures });
	return judged.flatMap(({ index, ...found }) => {
		const raw = raws[index];
		if (!raw) return [];
		const { hex, street, outline, failures, leftOut, line } = raw;
		return [{ hex, street, outline, failures, leftOut, line, ...found }];
	});
}

function columnsOf({ say }: Asked): Column[] {
	return [
		{ id: 'place', title: say(words.place), kind: 'text' },
		{ id: 'failures', title: say(words.failures), kind: 'number', adds: true },
		{ id: 'expected', title: say(words.expected), kind: 'number', digits: 1, hint: say(words.expectedHint), adds: true },
		{ id: 'times', title: say(words.times), kind: 'rate', digits: 2, ratio: { count: 'failures', exposure: 'expected', per: 1 } },
		{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'times', digits: 2 },
		{ id: 'verdict', title: say(words.verdict), kind: 'text' },
	];
}

const verdictOf = ({ say }: Asked, { circle, hot }: Figure): string => {
	if (circle) return fill(say(words.circle), { n: String(circle.number) });
	return say(hot ? words.hot : words.chance);
};

function rowOf(asked: Asked, it: Figure, place: number): AnswerRow {
	const times = exposureRate(it.failures, it.expected);
	return {
		key: String(it.hex),
		place: String(it.hex),
		cells: {
			place: `${place + 1} ${it.street ?? asked.say(words.nameless)}`,
			failures: it.failures,
			expected: it.expected,
			times: times?.rate ?? null,
			interval: times ? [times.low, times.high] : null,
			verdict: verdictOf(asked, it),
		},
		faint: it.failures < fewFailures ? asked.say(fewText) : null,
		faults: it.failures,
	};
}

const standing = (it: Figure): number => (it.circle ? 2000 - it.circle.number : 0) + (it.hot ? 1000 : 0) + Math.min(900, it.failures / it.expected);

function notesOf(asked: Asked, figures: readonly Figure[]): string[] {
	const circles = new Map(figures.flatMap(({ circle }) => (circle ? [[circle.number, circle] as const] : [])));
	const { say, number } = asked;
	return [
		...[...circles.values()]
			.sort((a, b) => a.number - b.number)
			.map(({ number: n, times, p }) =>
				fill(say(words.circleNote), { n: String(n), times: number(Math.round(times * 10) / 10), p: number(Math.max(1, Math.round(p * 1000))) }),
			),
		...(figures.length > 0 && circles.size === 0 && !figures.some(({ hot }) => hot) ? [say(words.none)] : []),
		...placelessNote(asked, figures[0]?.leftOut ?? 0),
		...(figures.length > mostRows ? [fill(say(words.first), { n: number(mostRows), all: number(figures.length) })] : []),
	];
}

export default report<Raw, Figure>({
	id: 'worse-than-expected',
	theme: { en: 'Where things fail', af: 'Waar dinge faal', xh: 'Apho izinto zonakala khona' },
	title: { en: 'Worse than it should be', af: 'Erger as wat dit behoort te wees', xh: 'Kubi ngaphezu kokulindelekileyo' },
	question: {
		en: 'Where is it worse than it should be, and where may it be chance?',
		af: 'Waar is dit erger as wat dit behoort te wees, en waar kan dit toeval wees?',
		xh: 'Kuphi apho kubi ngaphezu kokulindelekileyo, kwaye kuphi apho isenokuba lithamsanqa?',
	},
	definition: {
		en: 'The town in hexagons of 250 m. A map of failures is a map of where assets are, so each hexagon’s failures are divided by what is to be expected of the time its assets were in service, at the rate of the whole. One stands out with its surroundings where it and its neighbours together lie above the rest (Gi*), allowing for how many were tested, so that of those named about one in twenty is chance; or where it lies in a circle, of at most a tenth of all, that chance hardly makes anywhere (scan statistic, 999 towns drawn by chance). Hexagons where less than half a failure is to be expected are not judged.',
		af: 'Die dorp in seshoeke van 250 m. ’n Kaart van falings is ’n kaart van waar bates is, daarom word elke seshoek se falings gedeel deur wat te verwagte is van die tyd wat sy bates in diens was, teen die koers van die geheel. Een staan uit saam met sy omgewing waar dit en sy bure saam bo die res lê (Gi*), met inagneming van hoeveel getoets is, sodat omtrent een uit twintig van dié wat genoem word, toeval is; of waar dit in ’n sirkel lê, van hoogstens ’n tiende van alles, wat toeval kwalik iewers maak (skandeerstatistiek, 999 dorpe by toeval getrek). Seshoeke waar minder as ’n halwe faling te verwagte is, word nie beoordeel nie.',
		xh: 'Idolophu ngeeheksagoni ze-250 m. Imaphu yeempazamo yimaphu yeendawo ezinempahla, ngoko iimpazamo zeheksagoni nganye zahlulwa ngoko kulindelekileyo kwixesha impahla yayo ebisebenza ngalo, ngokwezinga layo yonke indawo. Iheksagoni ivelele nendawo eyingqongileyo xa yona nabamelwane bayo bengaphezu kwezinye (Gi*), kuthathelwa ingqalelo ukuba zingaphi ezivavanyiweyo, ukuze malunga nesinye kumashumi amabini ibe lithamsanqa; okanye xa isesangqeni, esingengaphezu kweshumi lako konke, ithamsanqa elingasenziyo naphi na (scan statistic, iidolophu ezingama-999 ezizotywe ngethamsanqa). Iheksagoni ezilindeleke impazamo engaphantsi kwesiqingatha azigwetywa.',
	},
	source: {
		en: 'Faults and asset register of this system; Gi* by Ord and Getis (1995), false discoveries by Benjamini and Hochberg (1995), scan statistic by Kulldorff (1997).',
		af: 'Foute en bateregister van hierdie stelsel; Gi* volgens Ord en Getis (1995), vals ontdekkings volgens Benjamini en Hochberg (1995), skandeerstatistiek volgens Kulldorff (1997).',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; i-Gi* ngokuka-Ord noGetis (1995), izifumaniso zobuxoki ngokukaBenjamini noHochberg (1995), i-scan statistic ngokukaKulldorff (1997).',
	},
	parameters: [classParameter(() => true, 'water-pipes'), modeParameter(() => true), areaParameter, ...periodParameters],

	query: (asked) => sql`
		with service as (${serviceSql(asked, sql`asset.hex`)}),
		exposure as (
			select service.part as hex, sum(service.assets * (service.leave - service.entry))::float8 as assets,
			       sum(service.length_m * (service.leave - service.entry))::float8 as metres
			from service
			group by service.part
		),
		failure as materialized (${trueFailureSql(asked)}),
		counted as (select failure.part as hex, count(*)::int as failures from failure where not failure.placeless group by failure.part),
		axial as (
			select exposure.*, ((exposure.hex + 2147483648) & 4294967295) - 2147483648 as r from exposure
		),
		centre as (
			select axial.*, 250 * ((axial.hex - axial.r) / 4294967296 + axial.r / 2.0)::float8 as x, 125 * sqrt(3) * axial.r as y from axial
		),
		srid as (select st_srid(metric(st_setsrid(st_makepoint(0, 0), 4326))) as number)
		select centre.hex, named.street, centre.x, centre.y, centre.assets, centre.metres, coalesce(counted.failures, 0) as failures,
		       (select count(*)::int from failure where failure.placeless) as "leftOut", ${classOf(asked).geometry === 'LineString'} as line,
		       st_asgeojson(st_transform(st_setsrid(st_makepolygon(st_makeline(array(
		           select st_makepoint(centre.x + 250 / sqrt(3) * cos(radians(60 * corner.n - 30)), centre.y + 250 / sqrt(3) * sin(radians(60 * corner.n - 30)))
		           from generate_series(0, 6) as corner (n) order by corner.n))), srid.number), 4326), 5)::jsonb as outline
		from centre
		cross join srid
		left join counted on counted.hex = centre.hex
		left join (
			select asset.hex, mode() within group (order by asset.street) as street
			from asset
			where asset.class = ${classOf(asked).number}::smallint and asset.street is not null
			group by asset.hex
		) as named on named.hex = centre.hex
		order by centre.hex`,

	heavy: { edition: 1, work: figuresOf },

	answer: (figures, asked) => {
		const rows = [...figures]
			.sort((a, b) => standing(b) - standing(a))
			.slice(0, mostRows)
			.map((it, i) => rowOf(asked, it, i));
		const outlines = new Map(figures.map((it) => [String(it.hex), it.outline]));
		const title = asked.say(words.times);
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked),
			rows,
			notes: notesOf(asked, figures),
			chart: { kind: 'ranked', label: 'place', value: 'times', interval: 'interval', reference: { value: 1, title: asked.say(words.expected) }, title },
			geography: {
				by: 'own',
				title,
				shapes: {
					type: 'FeatureCollection',
					features: rows.flatMap(({ key, cells }) => {
						const geometry = outlines.get(key);
						return geometry ? [{ type: 'Feature' as const, id: key, properties: { key, title: String(cells['place']) }, geometry }] : [];
					}),
				},
				places: rows.map((row) => ({
					key: row.key,
					row: row.key,
					title: String(row.cells['place']),
					value: typeof row.cells['times'] === 'number' ? row.cells['times'] : null,
					faint: row.faint,
				})),
			},
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => /^-?\d{1,16}$/.test(key))
			? sql`select failure.id from (${trueFailureSql(asked)}) as failure where failure.part = any (${keys.map(Number)}::bigint[]) and not failure.placeless`
			: undefined,
});
