import { type Sql, sql } from '../../platform/sql.ts';
import {
	type Asked,
	areaParameter,
	faultsWithin,
	oneByOne,
	type ParameterFile,
	partJoinSql,
	partParameter,
	partSql,
	partWords,
	placelessSql,
	placeOf,
	report,
} from './index.ts';
import { columnsOf, notesOf, ordered, seasonAnswer, shows, weeksAnswer } from './watching/answer.ts';
import { type Figure, figureOf, type Raw } from './watching/figures.ts';
import { watchWords as words } from './watching/words.ts';

const parameters: readonly ParameterFile[] = [
	{
		id: 'show',
		title: words.show,
		kind: 'choice',
		choices: () => [
			{ id: 'weeks', title: words.weeks },
			{ id: 'season', title: words.season },
		],
		fallback: () => 'weeks',
	},
	partParameter(['class', 'ward', 'suburb', 'zone', 'department', 'mode']),
	{
		id: 'class',
		title: words.class,
		kind: 'choice',
		choices: ({ classes }) => [{ id: 'all', title: words.all }, ...classes],
		fallback: () => 'all',
	},
	areaParameter,
	{ id: 'watch', title: words.watch, hint: words.watchHint, kind: 'number', least: 4, most: 104, fallback: () => '26' },
	{ id: 'from', title: words.from, kind: 'date', fallback: ({ registerFrom }) => registerFrom },
	{ id: 'to', title: words.to, kind: 'date', notBefore: 'from', fallback: ({ today }) => today },
];

/** Whole weeks, Monday to Sunday by the town's own days, within what was asked for and since anything was recorded. */
const spanSql = ({ values, zone, today }: Asked): Sql => sql`
	select date_trunc('week', greatest(${values['from']}::date, (select min(fault.first_report_at) at time zone ${zone} from fault)::date) + 6)::date as first,
	       date_trunc('week', least(${values['to']}::date + 1, ${today}::date))::date as after`;

const classNumber = ({ classes, values }: Asked): number | undefined => classes.find(({ id }) => id === values['class'])?.number;

/** One row for each real fault of those weeks, however many reported it, with whether its pin stands where nobody put it. */
const faultSql = (asked: Asked): Sql => sql`
	with span as (${spanSql(asked)}),
	told as materialized (
		select fault.id, ${partSql(asked)} as part, ((fault.first_report_at at time zone ${asked.zone})::date - span.first) / 7 as week
		from span
		join fault on fault.first_report_at >= (span.first::timestamp at time zone ${asked.zone})
		          and fault.first_report_at < (span.after::timestamp at time zone ${asked.zone})
		${partJoinSql(asked)}
		where fault.state not in ('rejected', 'no-fault-found', 'not-ours', 'merged') and ${faultsWithin(asked)}
		  ${classNumber(asked) === undefined ? sql`` : sql`and fault.class = ${classNumber(asked)}::smallint`}
	)
	select told.id, told.part, told.week, placeless.id is not null as placeless
	from told
	left join (${placelessSql(sql`select told.id from told`)}) as placeless on placeless.id = told.id`;

export default report<Raw, Figure>({
	id: 'out-of-the-ordinary',
	theme: { en: 'What fails', af: 'Wat faal', xh: 'Into eyonakalayo' },
	title: { en: 'Out of the ordinary', af: 'Buite die gewone', xh: 'Okungaqhelekanga' },
	question: {
		en: 'Which weeks brought more than their season explains, and what is slowly getting worse?',
		af: 'Watter weke het meer gebring as wat hul seisoen verklaar, en wat word stadig erger?',
		xh: 'Zeziphi iiveki ezizise ngaphezu koko kucaciswa lixesha lonyaka, kwaye yintoni esiya isiba mandundu kancinci?',
	},
	definition: {
		en: 'Faults by the week of their first report, one for each fault however many people reported it; rejected, not found, not ours and merged ones do not count. What is to be expected follows from the history before the weeks watched: a trend and one wave a year, fitted again without the weeks that stood out themselves. A week stands out where it passes the limit that chance passes in about one of 100 weeks, and the four weeks up to it brought at least five. A slow rise is told by adding up what weeks bring beyond a quarter more than expected (CUSUM). Where there are four years before it, a week that stands out is also held against the same season of those (Farrington). Beside it stand the alarms that say the same. Where less than two years lie before them, weeks are held against the seven just before (EARS).',
		af: 'Foute volgens die week van hul eerste aanmelding, een vir elke fout hoeveel mense dit ook al aangemeld het; verwerpte, nie gevonde, nie ons s’n en saamgevoegde foute tel nie. Wat te verwagte is, volg uit die geskiedenis voor die weke wat dopgehou word: ’n neiging en een golf per jaar, weer gepas sonder die weke wat self uitgestaan het. ’n Week staan uit waar dit die grens oorskry wat toeval in omtrent een uit 100 weke oorskry, en die vier weke tot daar minstens vyf gebring het. ’n Stadige styging word gesien deur op te tel wat weke bo ’n kwart meer as die verwagte bring (CUSUM). Waar daar vier jaar tevore is, word ’n week wat uitstaan ook teen dieselfde seisoen daarvan gehou (Farrington). Daarnaas staan die alarms wat dieselfde sê. Waar minder as twee jaar tevore lê, word weke teen die sewe net tevore gehou (EARS).',
		xh: 'Iimpazamo ngokweveki yengxelo yazo yokuqala, enye kwimpazamo nganye nokuba baninzi kangakanani abayixeleyo; ezaliweyo, ezingafunyanwanga, ezingezozethu nezidityanisiweyo azibalwa. Okulindelekileyo kuphuma kwimbali engaphambi kweeveki ezijongiweyo: indlela eziya ngayo neliza elinye ngonyaka, kubalwe kwakhona ngaphandle kweeveki ebezivelele. Iveki ivelele xa igqitha kumda ithamsanqa eligqitha kuwo malunga neveki enye kwezili-100, kwaye iiveki ezine ukuya kuyo zizise ntlanu ubuncinane. Ukwanda okucothayo kubonwa ngokudibanisa oko iiveki zikuzisa ngaphezu kwekota kokulindelekileyo (CUSUM). Apho kukho iminyaka emine ngaphambili, iveki evelelayo ithelekiswa nexesha elifanayo layo (Farrington). Ecaleni kwayo kukho iialam ezixela okufanayo. Apho kukho ngaphantsi kweminyaka emibini ngaphambili, iiveki zithelekiswa nezisixhenxe ezandulelayo (EARS).',
	},
	source: {
		en: 'Faults of this system; quasi-Poisson regression with negative binomial limits, CUSUM by Lucas (1985) judged by 999 histories drawn by chance, Farrington’s method as revised by Noufaily and others (2013), robust STL by Cleveland and others (1990), EARS by Hutwagner and others (2003).',
		af: 'Foute van hierdie stelsel; kwasi-Poisson-regressie met negatief-binomiale grense, CUSUM volgens Lucas (1985) beoordeel teen 999 geskiedenisse by toeval getrek, Farrington se metode soos hersien deur Noufaily en ander (2013), robuuste STL volgens Cleveland en ander (1990), EARS volgens Hutwagner en ander (2003).',
		xh: 'Iimpazamo zale nkqubo; i-quasi-Poisson regression enemida ye-negative binomial, i-CUSUM ngokukaLucas (1985) egwetywa ngeembali ezingama-999 ezizotywe ngethamsanqa, indlela kaFarrington njengoko ihlaziywe nguNoufaily nabanye (2013), i-STL eqinileyo kaCleveland nabanye (1990), i-EARS kaHutwagner nabanye (2003).',
	},
	parameters,

	query: (asked) => sql`
		with span as (${spanSql(asked)}),
		told as materialized (${faultSql(asked)})
		select told.part, told.week, count(*)::int as faults, to_char(span.first, 'YYYY-MM-DD') as first, (span.after - span.first) / 7 as weeks,
		       (select count(*)::int from told as without where without.placeless) as "leftOut"
		from told
		cross join span
		where not told.placeless
		group by told.part, told.week, span.first, span.after
		order by told.part, told.week`,

	heavy: {
		edition: 2,
		work: (raws, { values, progress }) => {
			const parts = [...new Set(raws.map(({ part }) => part))];
			return parts.map((part, i) => {
				progress(i / parts.length);
				return figureOf(raws, { part, watch: Math.floor(Number(values['watch'])) });
			});
		},
	},

	answer: (figures, asked) => {
		const sorted = ordered(figures);
		return {
			about: [
				partWords(asked),
				asked.say(asked.classes.find(({ id }) => id === asked.values['class'])?.title ?? words.all),
				`${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}`,
				placeOf(asked),
			]
				.filter(Boolean)
				.join(' · '),
			columns: columnsOf(asked),
			notes: notesOf(asked, sorted),
			...(shows(asked) === 'season' ? seasonAnswer(asked, sorted) : weeksAnswer(asked, sorted)),
		};
	},

	behind: oneByOne((asked: Asked, key) => {
		const [, when = '', part = ''] = /^(all|m\d{1,2}|\d{4}-\d\d-\d\d) (.{1,80})$/.exec(key) ?? [];
		if (when === '') return undefined;
		const wanted =
			when === 'all'
				? sql`told.week >= (span.after - span.first) / 7 - ${Math.floor(Number(asked.values['watch']))}::int`
				: when.startsWith('m')
					? sql`extract(month from span.first + told.week * 7 + 3) = ${Number(when.slice(1))}`
					: sql`to_char(span.first + told.week * 7, 'YYYY-MM-DD') = ${when}`;
		return sql`
			select told.id
			from (${faultSql(asked)}) as told
			cross join (${spanSql(asked)}) as span
			where told.part = ${part} and not told.placeless and ${wanted}`;
	}),
});
