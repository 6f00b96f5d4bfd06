import { exposureRate } from '../../maths/rates.ts';
import { sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	type Column,
	type CrowdedFigure,
	type CrowdedLine,
	type CrowdedNetwork,
	classParameter,
	crowded,
	crowdedRuns,
	failureSql,
	fewFailures,
	fewText,
	modeParameter,
	oneByOne,
	periodParameters,
	report,
	serviceSql,
	unlinkedNote,
	unlinkedSql,
} from './index.ts';

const mostRows = 60;
const year = 365.25;

const words = {
	stretch: { en: 'Stretch', af: 'Strook', xh: 'Isiqwenga' },
	nameless: { en: 'no street', af: 'geen straat', xh: 'akukho sitalato' },
	where: { en: 'From – to', af: 'Van – tot', xh: 'Ukusuka – ukuya' },
	more: { en: 'and {n} more', af: 'en nog {n}', xh: 'nezinye ezi-{n}' },
	metres: { en: 'Length', af: 'Lengte', xh: 'Ubude' },
	failures: { en: 'Failures', af: 'Falings', xh: 'Iimpazamo' },
	expected: { en: 'To be expected', af: 'Te verwagte', xh: 'Ezilindelekileyo' },
	expectedHint: {
		en: 'If this stretch failed as often as all lines that were asked for.',
		af: 'As hierdie strook so dikwels gefaal het as al die lyne waarvoor gevra is.',
		xh: 'Ukuba esi siqwenga besisonakala rhoqo njengayo yonke imigca ebuziweyo.',
	},
	rate: { en: 'How often', af: 'Hoe dikwels', xh: 'Kangaphi' },
	perKmYear: { en: 'per km and year', af: 'per km en jaar', xh: 'ngekm nangonyaka' },
	times: { en: 'Times as many', af: 'Keer soveel', xh: 'Kuphindwe kangaphi' },
	timesHint: {
		en: 'Stretches are listed because they are high: where chance has a part in that, the next years will be lower.',
		af: 'Stroke word gelys omdat hulle hoog is: waar toeval ’n aandeel daarin het, sal die volgende jare laer wees.',
		xh: 'Iziqwenga zidweliswe kuba ziphezulu: apho ithamsanqa linesabelo khona, iminyaka ezayo iya kuba ngaphantsi.',
	},
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	peak: { en: 'At its densest', af: 'Op sy digste', xh: 'Apho zixinene khona' },
	peakHint: {
		en: 'Times as dense as expected, where failures lie closest together along the network.',
		af: 'Keer so dig as verwag, waar falings die naaste aan mekaar langs die netwerk lê.',
		xh: 'Kuphindwe kangaphi ukuxinana kunokulindelekileyo, apho iimpazamo zisondele khona kwinethiwekhi.',
	},
	verdict: { en: 'More than chance?', af: 'Meer as toeval?', xh: 'Ngaba ngaphezu kwethamsanqa?' },
	hot: { en: 'Yes', af: 'Ja', xh: 'Ewe' },
	chance: { en: 'May be chance', af: 'Kan toeval wees', xh: 'Lisenokuba lithamsanqa' },
	none: {
		en: 'Nowhere do failures lie closer together than chance alone may bring.',
		af: 'Nêrens lê falings nader aan mekaar as wat toeval alleen kan bring nie.',
		xh: 'Akukho ndawo iimpazamo zisondelelene ngaphezu koko ithamsanqa lodwa linokukuzisa.',
	},
	leftOut: {
		en: 'Failures left out because they are on lines that are no longer there, or because nobody knows where along the line: {n}.',
		af: 'Falings uitgelaat omdat hulle op lyne is wat nie meer daar is nie, of omdat niemand weet waar langs die lyn nie: {n}.',
		xh: 'Iimpazamo ezingabalwanga kuba zikwimigca engasekhoyo, okanye kuba akwaziwa ukuba ziphi na kumgca: {n}.',
	},
	densest: {
		en: 'The map shows the {n} densest pieces of {all}: ask for a ward or an area of your own to see all of them there.',
		af: 'Die kaart wys die {n} digste stukke van {all}: vra na ’n wyk of ’n eie gebied om almal daar te sien.',
		xh: 'Imephu ibonisa iziqwengana ezi-{n} ezixinene kakhulu kwezi-{all}: buza ngewadi okanye ngommandla wakho ukuze uzibone zonke apho.',
	},
	first: {
		en: 'Shown are the {n} stretches that stand out most of {all}.',
		af: 'Getoon word die {n} stroke wat die meeste uitstaan, van {all}.',
		xh: 'Kuboniswa iziqwenga ezi-{n} ezivelele kakhulu kwezi-{all}.',
	},
	bandwidth: { en: 'How far a failure reaches', af: 'Hoe ver ’n faling reik', xh: 'Impazamo ifikelela kude kangakanani' },
	bandwidthHint: {
		en: 'Metres along the network, from 50 to 500. Small finds single holes, large finds whole streets.',
		af: 'Meter langs die netwerk, van 50 tot 500. Klein vind enkele gate, groot vind hele strate.',
		xh: 'Iimitha kwinethiwekhi, ukusuka kwi-50 ukuya kwi-500. Encinci ifumana imingxuma enye, enkulu ifumana izitalato zonke.',
	},
	reach: { en: 'within {n} m along the network', af: 'binne {n} m langs die netwerk', xh: 'kwi-{n} m kwinethiwekhi' },
};

const fill = (text: string, holes: Record<string, string>): string => Object.entries(holes).reduce((it, [name, value]) => it.replace(`{${name}}`, value), text);

function columnsOf({ say }: Asked): Column[] {
	return [
		{ id: 'stretch', title: say(words.stretch), kind: 'text' },
		{ id: 'where', title: say(words.where), kind: 'text' },
		{ id: 'metres', title: say(words.metres), kind: 'number', unit: 'm', digits: 0, adds: true },
		{ id: 'failures', title: say(words.failures), kind: 'number', adds: true },
		{ id: 'expected', title: say(words.expected), kind: 'number', digits: 1, hint: say(words.expectedHint), adds: true },
		{ id: 'rate', title: say(words.rate), kind: 'rate', unit: say(words.perKmYear), digits: 1 },
		{ id: 'times', title: say(words.times), kind: 'rate', digits: 1, hint: say(words.timesHint), ratio: { count: 'failures', exposure: 'expected', per: 1 } },
		{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'times', digits: 1 },
		{ id: 'peak', title: say(words.peak), kind: 'rate', digits: 1, hint: say(words.peakHint) },
		{ id: 'verdict', title: say(words.verdict), kind: 'text' },
	];
}

/** The first lines it lies on, and how many more: "RD-0012 0–85 m". */
function whereOf({ say, number }: Asked, runs: CrowdedFigure['runs']): string {
	const some = runs.slice(0, 2).map(({ reference, from, to }) => `${reference} ${number(Math.round(from))}–${number(Math.round(to))} m`);
	return [...some, ...(runs.length > 2 ? [fill(say(words.more), { n: number(runs.length - 2) })] : [])].join(', ');
}

function rowOf(asked: Asked, it: CrowdedFigure, place: number): AnswerRow {
	const times = exposureRate(it.count, it.expected);
	return {
		key: it.key,
		place: it.key,
		cells: {
			stretch: `${place + 1} ${it.street ?? asked.say(words.nameless)}`,
			where: whereOf(asked, it.runs),
			metres: Math.round(it.metres),
			failures: it.count,
			expected: it.expected,
			rate: (it.count / it.exposure) * 1000 * year,
			times: times?.rate ?? null,
			interval: times ? [times.low, times.high] : null,
			peak: it.peak,
			verdict: asked.say(it.hot ? words.hot : words.chance),
		},
		faint: it.count < fewFailures ? asked.say(fewText) : null,
		faults: it.count,
	};
}

function notesOf(asked: Asked, { stretches, leftOut, unlinked, pieces, drawn }: CrowdedNetwork): string[] {
	const { say, number } = asked;
	return [
		...(stretches.some((it) => it.hot) ? [] : [say(words.none)]),
		...(leftOut > 0 ? [fill(say(words.leftOut), { n: number(leftOut) })] : []),
		...unlinkedNote(asked, unlinked),
		...(drawn < pieces ? [fill(say(words.densest), { n: number(drawn), all: number(pieces) })] : []),
		...(stretches.length > mostRows ? [fill(say(words.first), { n: number(mostRows), all: number(stretches.length) })] : []),
	];
}

/** The lines of the class that stand today: only where they lie now can be told which lead on to which. */
const standing = sql`asset.status = 'in-service' and geometrytype(asset.geom) = 'LINESTRING' and asset.length_m > 0`;

export default report<CrowdedLine, CrowdedNetwork>({
	id: 'along-the-line',
	theme: { en: 'Where things fail', af: 'Waar dinge faal', xh: 'Apho izinto zonakala khona' },
	title: { en: 'Clusters along streets and pipes', af: 'Trosse langs strate en pype', xh: 'Amaqela ezitalatweni nasemibhobheni' },
	question: {
		en: 'On which stretches of street, pipe or cable do failures come closer together than they should?',
		af: 'Op watter stroke straat, pyp of kabel lê falings nader aan mekaar as wat hulle behoort?',
		xh: 'Kuziphi iziqwenga zesitalato, zombhobho okanye zentambo apho iimpazamo zisondelelene ngaphezu kokulindelekileyo?',
	},
	definition: {
		en: 'Each failure reaches so far along the lines as they lie today, less the further away, and at a junction shares itself equally among the lines that lead on (equal-split kernel); what is near only as the crow flies does not count. In the middle of every piece, of at most 50 m, that density is held against what the same reach makes of the time the lines around were in service, at the rate of all lines that were asked for. Pieces that chance would hardly make so dense (p ≤ 0.05) are gathered into stretches of one street with at least two failures; “yes” is said where that holds after allowing for how many pieces were tested, so that of those about one in twenty is chance. The figures of a stretch count the failures on it.',
		af: 'Elke faling reik so ver langs die lyne soos hulle vandag lê, minder hoe verder weg, en verdeel hom by ’n aansluiting gelyk tussen die lyne wat verder loop (equal-split kernel); wat net hemelsbreed naby is, tel nie. In die middel van elke stuk, van hoogstens 50 m, word daardie digtheid gehou teen wat dieselfde reikwydte maak van die tyd wat die lyne daar rondom in diens was, teen die koers van al die lyne waarvoor gevra is. Stukke wat toeval kwalik so dig sou maak (p ≤ 0,05), word versamel in stroke van een straat met minstens twee falings; “ja” word gesê waar dit geld met inagneming van hoeveel stukke getoets is, sodat omtrent een uit twintig daarvan toeval is. ’n Strook se syfers tel die falings daarop.',
		xh: 'Impazamo nganye ifikelela kude kangako ngemigca njengoko ilele namhlanje, kancinci ukuya kude, yaye kwindibano yahlulwa ngokulinganayo kwimigca eqhubekayo (equal-split kernel); okusondele emoyeni kuphela akubalwa. Phakathi kwesiqwengana ngasinye, esingekho ngaphezu kwe-50 m, olo xinano luthelekiswa noko ufikelelo olufanayo lukwenzayo kwixesha imigca engqongileyo ebisebenza ngalo, ngokwezinga layo yonke imigca ebuziweyo. Iziqwengana ithamsanqa elingenakuzenza zixinane kangako (p ≤ 0.05) zihlanganiswa zibe ziziqwenga zesitalato esinye ezineempazamo ezimbini ubuncinane; u-“ewe” uthiwa apho oku kuyinyaniso emva kokuthathela ingqalelo ukuba zingaphi ezivavanyiweyo, ukuze malunga nesinye kumashumi amabini ibe lithamsanqa. Amanani esiqwenga abala iimpazamo ezikuso.',
	},
	source: {
		en: 'Faults and asset register of this system; equal-split kernel by Okabe and Sugihara (2012), limits of weighted counts by Fay and Feuer (1997), false discoveries by Benjamini and Hochberg (1995).',
		af: 'Foute en bateregister van hierdie stelsel; equal-split kernel volgens Okabe en Sugihara (2012), grense van geweegde tellings volgens Fay en Feuer (1997), vals ontdekkings volgens Benjamini en Hochberg (1995).',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; i-equal-split kernel ngokuka-Okabe noSugihara (2012), imida yezibalo ezinobunzima ngokukaFay noFeuer (1997), izifumaniso zobuxoki ngokukaBenjamini noHochberg (1995).',
	},
	parameters: [
		classParameter((it) => it.geometry === 'LineString', 'roads'),
		modeParameter((it) => it.geometry === 'LineString'),
		{ id: 'bandwidth', title: words.bandwidth, hint: words.bandwidthHint, kind: 'number', least: 50, most: 500, fallback: () => '200' },
		areaParameter,
		...periodParameters,
	],

	query: (asked) => sql`
		with service as (${serviceSql(asked, sql`asset.id`)}),
		failure as materialized (${failureSql(asked, sql`asset.id`)}),
		spot as (
			select failure.part as id, fault.chainage_m as at, fault.chainage_m is not null and ${standing} as told
			from failure
			join fault on fault.id = failure.id
			join asset on asset.id = failure.part
		),
		counted as (select spot.id, array_agg(spot.at order by spot.at) as failures from spot where spot.told group by spot.id)
		select asset.id, asset.reference, asset.street, asset.length_m as length, st_asgeojson(asset.geom, 7)::jsonb -> 'coordinates' as path,
		       service.leave - service.entry as days, coalesce(counted.failures, '{}') as failures,
		       (select count(*)::int from spot where not spot.told) as "leftOut", (${unlinkedSql(asked)}) as unlinked
		from service
		join asset on asset.id = service.part
		left join counted on counted.id = asset.id
		where ${standing}
		order by asset.id`,

	heavy: { edition: 2, work: crowded },

	answer: ([told], asked) => {
		const all = told?.stretches ?? [];
		const rows = all.slice(0, mostRows).map((it, i) => rowOf(asked, it, i));
		const title = asked.say(words.times);
		const titleOf = ({ cells }: AnswerRow): string => String(cells['stretch']);
		const reach = fill(asked.say(words.reach), { n: asked.values['bandwidth'] ?? '' });
		return {
			about: `${aboutOf(asked)} · ${reach}`,
			columns: columnsOf(asked),
			rows,
			notes: told ? notesOf(asked, told) : [asked.say(words.none)],
			chart: { kind: 'ranked', label: 'stretch', value: 'times', interval: 'interval', reference: { value: 1, title: asked.say(words.expected) }, title },
			geography: {
				by: 'own',
				title,
				...(told && { graded: told.graded }),
				shapes: {
					type: 'FeatureCollection',
					features: rows.map((row, i) => ({
						type: 'Feature',
						id: row.key,
						properties: { key: row.key, title: titleOf(row) },
						geometry: { type: 'MultiLineString', coordinates: all[i]?.shape ?? [] },
					})),
				},
				places: rows.map((row) => ({ key: row.key, row: row.key, title: titleOf(row), value: Number(row.cells['times']), faint: row.faint })),
			},
		};
	},

	behind: oneByOne((asked: Asked, key) => {
		const runs = crowdedRuns(key);
		return (
			runs &&
			sql`
			select distinct failure.id
			from (${failureSql(asked, sql`asset.id`)}) as failure
			join fault on fault.id = failure.id
			join unnest(${runs.ids}::bigint[], ${runs.from}::float8[], ${runs.to}::float8[]) as run (id, from_m, to_m)
			  on run.id = failure.part and fault.chainage_m >= coalesce(run.from_m, '-infinity') and fault.chainage_m < coalesce(run.to_m, 'infinity')`
		);
	}),
});
