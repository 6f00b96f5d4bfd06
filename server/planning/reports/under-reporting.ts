import { correctedCount, placeAndFamilyRates, type Reporting, type Watched } from '../../maths/reporting-by-family.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { type AnswerRow, type Asked, type Column, type ParameterFile, periodParameters, report } from './index.ts';

interface Raw {
	ward: number;
	/** Null: a ward of former times. */
	name: string | null;
	family: string;
	seen: number;
	duplicates: number;
	days: number;
}

/** What the thread makes of a ward. */
interface Figure {
	ward: number;
	name: string | null;
	seen: number;
	duplicates: number;
	days: number;
	/** Reports a day on a fault of usual notice; null: refused. */
	rate: number | null;
	corrected: { count: number; low: number; high: number } | null;
	/** Shares of the wards' seen faults, and of the true ones. */
	share: number;
	correctedShare: number | null;
}

/** With fewer further reports the rate's standard error passes 15 % (methods §9). */
const fewest = 50;

/** Nobody is still thinking of it after so many days. */
const longest = sql`interval '100 days'`;

const words = {
	ward: { en: 'Ward', af: 'Wyk', xh: 'Iwadi' },
	noWard: { en: 'Outside today’s wards', af: 'Buite vandag se wyke', xh: 'Ngaphandle kweewadi zanamhlanje' },
	seen: { en: 'Faults reported', af: 'Foute aangemeld', xh: 'Iimpazamo ezixeliweyo' },
	further: { en: 'Further reports', af: 'Verdere aanmeldings', xh: 'Ezinye iingxelo' },
	furtherHint: {
		en: 'Other people who reported the same fault, or said that they see it too, while nobody was at work on it yet.',
		af: 'Ander mense wat dieselfde fout aangemeld het, of gesê het hulle sien dit ook, terwyl niemand nog daaraan gewerk het nie.',
		xh: 'Abanye abantu abaxele impazamo enye, okanye abathe nabo bayayibona, kungekabikho mntu uyilungisayo.',
	},
	rate: { en: 'Reports a day', af: 'Aanmeldings per dag', xh: 'Iingxelo ngosuku' },
	rateHint: {
		en: 'How fast people here report a fault of usual notice that is there to be seen.',
		af: 'Hoe vinnig mense hier ’n gewone fout wat gesien kan word, aanmeld.',
		xh: 'Abantu balapha bayixela ngokukhawuleza okungakanani impazamo eqhelekileyo ebonakalayo.',
	},
	corrected: { en: 'Faults there truly were', af: 'Foute wat daar werklik was', xh: 'Iimpazamo ebezikho ngokwenene' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	hidden: { en: 'Never reported', af: 'Nooit aangemeld nie', xh: 'Ezingazange zixelwe' },
	hiddenHint: {
		en: 'How many inspectors may expect to find here that nobody reports: send them where this is largest.',
		af: 'Hoeveel inspekteurs hier kan verwag wat niemand aanmeld nie: stuur hulle waar dit die grootste is.',
		xh: 'Zingaphi abahloli abanokuzifumana apha ezingaxelwa mntu: bathumele apho eli nani likhulu khona.',
	},
	share: { en: 'Share reported, %', af: 'Deel aangemeld, %', xh: 'Isabelo esixeliweyo, %' },
	correctedShare: { en: 'True share, %', af: 'Ware deel, %', xh: 'Isabelo sokwenene, %' },
	refused: {
		en: 'Fewer than 50 further reports: how fast people report here cannot be told, so the count is not corrected.',
		af: 'Minder as 50 verdere aanmeldings: hoe vinnig mense hier aanmeld, kan nie gesê word nie, dus word die telling nie reggestel nie.',
		xh: 'Iingxelo ezongezelelweyo zingaphantsi kwama-50: asikwazi ukuxela ukuba abantu baxela ngokukhawuleza kangakanani, ngoko inani alilungiswanga.',
	},
	use: {
		en: 'Use this to send inspectors where people report little, never to put anybody’s report further back.',
		af: 'Gebruik dit om inspekteurs te stuur waar mense min aanmeld, nooit om iemand se aanmelding verder agtertoe te skuif nie.',
		xh: 'Sebenzisa oku ukuthumela abahloli apho abantu baxela kancinci, ungaze uyibuyisele emva ingxelo yomntu.',
	},
	about: { en: 'All faults', af: 'Alle foute', xh: 'Zonke iimpazamo' },
	days: { en: '{n} days', af: '{n} dae', xh: 'iintsuku ezingama-{n}' },
};

const lives = ['7', '14', '30', '60', '120'];

const lifeParameter: ParameterFile = {
	id: 'life',
	title: { en: 'A fault nobody reports lasts', af: '’n Fout wat niemand aanmeld nie, duur', xh: 'Impazamo engaxelwanga ihlala' },
	hint: {
		en: 'On the average, until it is found or gone by itself. An assumption: ask those who inspect.',
		af: 'Gemiddeld, totdat dit gevind word of vanself weg is. ’n Aanname: vra dié wat inspekteer.',
		xh: 'Ngokomyinge, de ifunyanwe okanye izihambele. Yintelekelelo: buza abahloli.',
	},
	kind: 'choice',
	choices: () =>
		lives.map((id) => ({ id, title: Object.fromEntries(Object.entries(words.days).map(([language, text]) => [language, text.replace('{n}', id)])) })),
	fallback: () => '30',
};

/** The faults that somebody reported in the period and that were real. */
const faultSql = ({ values, zone }: Asked): Sql => sql`
	select fault.id, coalesce(fault.ward_id, 0) as ward, fault.family, fault.first_report_at,
	       least(fault.alive_until, fault.first_report_at + ${longest}, now()) as until
	from fault
	where fault.first_report_at >= (${values['from']}::date::timestamp at time zone ${zone})
	  and fault.first_report_at < ((${values['to']}::date + 1)::timestamp at time zone ${zone})
	  and fault.reports > 0 and fault.state not in ('rejected', 'no-fault-found', 'not-ours', 'merged')`;

/** Ward by ward: rates for all, counts corrected where enough speaks for them. */
function figuresOf(raws: readonly Raw[], { life, progress }: { life: number; progress: (share: number) => void }): Figure[] {
	const rows = raws.map((it): Watched & Raw => ({ ...it, place: String(it.ward) }));
	const wards = [...new Set(rows.map((it) => it.place))];
	const of = (ward: string): typeof rows => rows.filter((it) => it.place === ward);
	const total = (list: typeof rows, key: 'seen' | 'duplicates' | 'days'): number => list.reduce((sum, it) => sum + it[key], 0);
	const enough = wards.filter((it) => total(of(it), 'duplicates') >= fewest);
	const rates: Reporting = placeAndFamilyRates(rows.filter((it) => enough.includes(it.place)));
	const corrected = new Map(enough.map((it) => [it, correctedCount(of(it), rates, life)]));
	const all = total(rows, 'seen');
	const known = [...corrected.values()].reduce((sum, it) => sum + (it?.count ?? 0), 0);
	return wards.map((ward, i) => {
		progress(i / wards.length);
		const count = corrected.get(ward);
		const own = of(ward);
		return {
			ward: Number(ward),
			name: own[0]?.name ?? null,
			...{ seen: total(own, 'seen'), duplicates: total(own, 'duplicates'), days: total(own, 'days') },
			rate: count ? (rates.place.get(ward) ?? null) : null,
			corrected: count ?? null,
			share: all > 0 ? total(own, 'seen') / all : 0,
			correctedShare: count && known > 0 ? count.count / known : null,
		};
	});
}

function columnsOf({ say }: Asked): Column[] {
	return [
		{ id: 'ward', title: say(words.ward), kind: 'text' },
		{ id: 'seen', title: say(words.seen), kind: 'number', adds: true },
		{ id: 'further', title: say(words.further), kind: 'number', hint: say(words.furtherHint) },
		{ id: 'rate', title: say(words.rate), kind: 'rate', digits: 3, hint: say(words.rateHint) },
		{ id: 'corrected', title: say(words.corrected), kind: 'rate', digits: 0 },
		{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'corrected', digits: 0 },
		{ id: 'hidden', title: say(words.hidden), kind: 'rate', digits: 0, hint: say(words.hiddenHint) },
		{ id: 'share', title: say(words.share), kind: 'rate', digits: 1 },
		{ id: 'correctedShare', title: say(words.correctedShare), kind: 'rate', digits: 1 },
	];
}

function rowOf({ say }: Asked, it: Figure): AnswerRow {
	const { corrected } = it;
	return {
		key: String(it.ward),
		place: it.name === null ? null : String(it.ward),
		cells: {
			ward: it.name ?? say(words.noWard),
			seen: it.seen,
			further: it.duplicates,
			rate: it.rate,
			corrected: corrected?.count ?? null,
			interval: corrected ? [corrected.low, corrected.high] : null,
			hidden: corrected ? corrected.count - it.seen : null,
			share: it.share * 100,
			correctedShare: it.correctedShare === null ? null : it.correctedShare * 100,
		},
		faint: corrected ? null : say(words.refused),
		faults: it.seen,
	};
}

const hiddenIn = ({ corrected, seen }: Figure): number => (corrected ? corrected.count - seen : -1);

export default report<Raw, Figure>({
	id: 'under-reporting',
	theme: { en: 'Who is heard', af: 'Wie gehoor word', xh: 'Ngubani oviwayo' },
	title: { en: 'Faults nobody reports', af: 'Foute wat niemand aanmeld nie', xh: 'Iimpazamo ezingaxelwa mntu' },
	question: {
		en: 'In which wards do people report less than there is, and how much stays unseen?',
		af: 'In watter wyke meld mense minder aan as wat daar is, en hoeveel bly ongesien?',
		xh: 'Zeziphi iiwadi apho abantu baxela ngaphantsi koko kukhoyo, kwaye kungakanani okungabonwayo?',
	},
	definition: {
		en: 'Once somebody has reported a fault it surely exists: how fast others report it too, until somebody is at work on it (at most 100 days), tells how fast people in that ward report. Each person counts once a fault, and “I see this too” counts as a report. Families of faults are noticed differently, which is allowed for. From that speed follows the chance that a fault is ever reported, and from it how many there truly were.',
		af: 'Sodra iemand ’n fout aangemeld het, bestaan dit beslis: hoe vinnig ander dit ook aanmeld totdat iemand daaraan werk (hoogstens 100 dae), sê hoe vinnig mense in daardie wyk aanmeld. Elke persoon tel een keer per fout, en “ek sien dit ook” tel as ’n aanmelding. Soorte foute word verskillend opgemerk; daarvoor is voorsiening gemaak. Uit daardie spoed volg die kans dat ’n fout ooit aangemeld word, en daaruit hoeveel daar werklik was.',
		xh: 'Xa umntu exele impazamo, ikho ngokuqinisekileyo: indlela abanye abayixela ngayo ngokukhawuleza, de kubekho umntu oyilungisayo (iintsuku ezili-100 ubuninzi), ixela ukuba abantu bale wadi baxela ngokukhawuleza kangakanani. Umntu ngamnye ubalwa kube kanye kwimpazamo nganye, kwaye “nam ndiyayibona” ibalwa njengengxelo. Iintlobo zeempazamo ziqatshelwa ngokwahlukileyo, kwaye oko kuthathelwe ingqalelo. Ngaloo mlinganiselo kufumaneka ithuba lokuba impazamo ixelwe, kwaye ngalo kufumaneka ukuba bezingaphi ngokwenene.',
	},
	source: {
		en: 'Faults and reports of this system; method of Liu, Bhandaram and Garg (2023), as a Poisson regression of ward and family.',
		af: 'Foute en aanmeldings van hierdie stelsel; metode van Liu, Bhandaram en Garg (2023), as ’n Poisson-regressie van wyk en soort.',
		xh: 'Iimpazamo neengxelo zale nkqubo; indlela kaLiu, uBhandaram noGarg (2023), njengePoisson regression yewadi nohlobo.',
	},
	parameters: [lifeParameter, ...periodParameters],

	query: (asked) => sql`
		with seen as materialized (${faultSql(asked)}),
		-- Those seen and what was merged into them.
		member as materialized (
			select seen.id, seen.id as seen_id, seen.first_report_at, seen.until from seen
			union all
			select fault.id, seen.id, seen.first_report_at, seen.until from fault join seen on seen.id = fault.merged_into where fault.merged_into is not null
		),
		-- What is told too late is left out before people are told apart: that is the dearest here.
		voice as (
			select member.seen_id as fault_id, member.first_report_at, report.reported_at as at, coalesce(contact.reporter_hash, 'report ' || report.id) as who
			from member
			join report on report.fault_id = member.id and report.reported_at <= member.until
			left join contact on contact.id = report.contact_id
			where report.withdrawn_at is null and report.rejected_reason is null
			union all
			select member.seen_id, member.first_report_at, follower.at, coalesce(follower.reporter_hash, 'follower ' || follower.id)
			from member
			join follower on follower.fault_id = member.id and follower.at <= member.until
			where follower.kind = 'me-too'
		),
		person as (
			select voice.fault_id from voice group by voice.fault_id, voice.who having min(voice.at) > min(voice.first_report_at)
		),
		further as (
			select seen.ward, seen.family, count(*)::int as duplicates from person join seen on seen.id = person.fault_id group by seen.ward, seen.family
		),
		whole as (
			select seen.ward, seen.family, count(*)::int as seen, sum(greatest(extract(epoch from seen.until - seen.first_report_at), 0))::float8 / 86400 as days
			from seen group by seen.ward, seen.family
		)
		select whole.ward, ward.name, whole.family, whole.seen, coalesce(further.duplicates, 0)::int as duplicates, whole.days
		from whole
		left join further on further.ward = whole.ward and further.family = whole.family
		left join ward on ward.id = whole.ward and ward.valid @> ${asked.today}::date
		order by length(ward.code), ward.code, whole.ward, whole.family`,

	heavy: {
		edition: 1,
		work: (raws, { values, progress }) => figuresOf(raws, { life: Number(values['life']), progress }),
	},

	answer: (figures, asked) => {
		const rows = [...figures].sort((a, b) => hiddenIn(b) - hiddenIn(a)).map((it) => rowOf(asked, it));
		const title = asked.say(words.hidden);
		return {
			about: [
				asked.say(words.about),
				`${asked.say(lifeParameter.title)} ${asked.say(words.days).replace('{n}', asked.values['life'] ?? '')}`,
				`${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}`,
			].join(' · '),
			columns: columnsOf(asked),
			rows,
			notes: [asked.say(words.use)],
			chart: { kind: 'ranked', label: 'ward', value: 'corrected', interval: 'interval', reference: null, title: asked.say(words.corrected) },
			geography: {
				by: 'ward',
				title,
				places: rows.flatMap((row) =>
					row.place === null
						? []
						: [{ key: row.place, row: row.key, title: String(row.cells['ward']), value: row.cells['hidden'] as number | null, faint: row.faint }],
				),
			},
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => /^\d{1,15}$/.test(key))
			? sql`select seen.id from (${faultSql(asked)}) as seen where seen.ward = any (${keys.map(Number)}::bigint[])`
			: undefined,
});
