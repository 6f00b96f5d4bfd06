import { aalenJohansen, reached } from '../../maths/competing.ts';
import { logRank } from '../../maths/log-rank.ts';
import type { Followed } from '../../maths/survival.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	areaParameter,
	type Column,
	faultsWithin,
	fewFailures,
	partGeography,
	partHead,
	partJoinSql,
	partKeySql,
	partParameter,
	partPlace,
	partTitle,
	partWords,
	periodParameters,
	placeOf,
	report,
	reportedSql,
} from './index.ts';

/** So many faults of a part that were followed for so many days, with what ended them: 1 fixed, 2 ended otherwise, 0 still open. */
interface Raw {
	part: string;
	stratum: string;
	days: number;
	cause: 0 | 1 | 2;
	count: number;
}

const words = {
	faults: { en: 'Faults', af: 'Foute', xh: 'Iimpazamo' },
	open: { en: 'Still open', af: 'Nog oop', xh: 'Zisavuliwe' },
	half: { en: 'Half are fixed after', af: 'Helfte is reg ná', xh: 'Isiqingatha silungiswa emva kwe' },
	days: { en: 'days', af: 'dae', xh: 'iintsuku' },
	share: { en: 'Fixed within {days} days', af: 'Reg binne {days} dae', xh: 'Zilungiswe kwiintsuku ezili-{days}' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	within: { en: 'Within days', af: 'Binne dae', xh: 'Kwiintsuku' },
	few: {
		en: 'Fewer than 5 faults: chance alone moves this a lot.',
		af: 'Minder as 5 foute: toeval alleen verskuif dit baie.',
		xh: 'Zingaphantsi kwe-5: ithamsanqa lodwa liyakutshintsha oku.',
	},
	same: {
		en: 'Differences as large as these would come about by chance in {p} % of cases (log-rank, within asset classes).',
		af: 'Verskille so groot soos hierdie sou in {p} % van gevalle by toeval ontstaan (log-rank, binne bateklasse).',
		xh: 'Umahluko ongaka ubuya kwenzeka ngamabona-ndenzile kuma-{p} % amatyeli (log-rank, kwiintlobo zempahla).',
	},
};

/** The faults that are followed. */
const followedSql = (asked: Asked, columns: Sql): Sql => sql`
	select ${columns}
	from fault
	${partJoinSql(asked)}
	where fault.state <> 'merged' and ${reportedSql(asked)} and ${faultsWithin(asked)}`;

/** For how many days an open fault has been so, up to the end of today. */
const soFarSql = ({ today, zone }: Asked): Sql => sql`
	ceil(date_part('epoch', least(now(), ((${today}::date + 1)::timestamp at time zone ${zone})) - fault.first_report_at) / 86400)::int`;

const within = (asked: Asked): number => Number(asked.values['within']);

const columnsOf = (asked: Asked): Column[] => [
	{ id: 'part', title: partHead(asked), kind: 'text' },
	{ id: 'faults', title: asked.say(words.faults), kind: 'number', adds: true },
	{ id: 'open', title: asked.say(words.open), kind: 'number', adds: true },
	{ id: 'half', title: asked.say(words.half), kind: 'number', unit: asked.say(words.days) },
	{ id: 'share', title: asked.say(words.share).replace('{days}', asked.number(within(asked))), kind: 'rate', unit: '%', digits: 1 },
	{ id: 'interval', title: asked.say(words.interval), kind: 'interval', of: 'share', unit: '%', digits: 1 },
];

/** Those that ended alike on the same day taken together, whatever stratum they are of. */
function together(raws: readonly Raw[]): Followed[] {
	const counts = new Map<number, { time: number; cause: Raw['cause']; count: number }>();
	for (const { days, cause, count } of raws) {
		const time = Math.max(1, days);
		const known = counts.get(time * 3 + cause);
		if (known) known.count += count;
		else counts.set(time * 3 + cause, { time, cause, count });
	}
	return [...counts.values()];
}

/** By which day half are fixed; none where that has not been seen. */
const halfOf = (followed: readonly Followed[]): number | null => reached(followed, { causes: 2, cause: 1, share: 0.5 });

function rowOf(asked: Asked, part: string, raws: readonly Raw[]): AnswerRow {
	const followed = together(raws);
	const sum = (of: (raw: Raw) => boolean): number => raws.filter(of).reduce((total, it) => total + it.count, 0);
	const faults = sum(() => true);
	const fixed = aalenJohansen(followed, { causes: 2, at: [within(asked)] })[0]?.ended[0];
	const known = fixed !== undefined && Number.isFinite(fixed.low) && Number.isFinite(fixed.high);
	const cells = {
		part: partTitle(asked, part),
		faults,
		open: sum((it) => it.cause === 0),
		half: halfOf(followed),
		share: fixed ? fixed.share * 100 : null,
		interval: known ? ([fixed.low * 100, fixed.high * 100] satisfies [number, number]) : null,
	};
	return { key: part, place: partPlace(asked, part), cells, faint: faults < fewFailures ? asked.say(words.few) : null, faults };
}

const numberIn = (row: AnswerRow, id: string): number | null => (typeof row.cells[id] === 'number' ? row.cells[id] : null);

/** The test weighs every pair of parts on every day: of hundreds of zones nobody waits for it. */
const mostCompared = 120;

function chanceNote(raws: readonly Raw[], asked: Asked): string[] {
	if (new Set(raws.map((it) => it.part)).size > mostCompared) return [];
	const compared = raws.map(({ part: group, stratum, days, cause, count }) => ({ time: Math.max(1, days), cause: cause === 1 ? 1 : 0, count, group, stratum }));
	const { degreesOfFreedom, p } = logRank(compared);
	return degreesOfFreedom > 0 ? [asked.say(words.same).replace('{p}', p < 0.001 ? '< 0.1' : asked.number(Math.round(p * 1000) / 10))] : [];
}

export default report<Raw>({
	id: 'time-to-fix',
	theme: { en: 'How we do', af: 'Hoe ons vaar', xh: 'Indlela esenza ngayo' },
	title: { en: 'Time to fix', af: 'Tyd om reg te maak', xh: 'Ixesha lokulungisa' },
	question: {
		en: 'How long does it take until a fault is fixed, and is it the same everywhere?',
		af: 'Hoe lank neem dit tot ’n fout reg is, en is dit oral dieselfde?',
		xh: 'Kuthatha ixesha elingakanani de impazamo ilungiswe, kwaye kuyafana kuyo yonke indawo?',
	},
	definition: {
		en: 'For faults first reported within the period: the share that is fixed within so many days, and the day by which half are. Faults that are still open count for as long as they have waited; those that ended without a repair can no longer be fixed and lower the share (Aalen–Johansen). Counting only what has been closed would leave out whatever is stuck.',
		af: 'Vir foute wat binne die tydperk die eerste keer aangemeld is: die aandeel wat binne soveel dae reggemaak is, en die dag waarop die helfte reg is. Foute wat nog oop is, tel vir so lank as wat hulle gewag het; dié wat sonder herstelwerk geëindig het, kan nie meer reggemaak word nie en verlaag die aandeel (Aalen–Johansen). Om net te tel wat gesluit is, sou uitlaat wat vassit.',
		xh: 'Kwiimpazamo ezixelwe okokuqala kweli xesha: isabelo esilungiswa kwiintsuku ezininzi kangaka, nosuku isiqingatha esilungiswa ngalo. Iimpazamo ezisavuliweyo zibalwa ixesha ezilindileyo; eziphele ngaphandle kokulungiswa azisenakulungiswa kwaye zinciphisa isabelo (Aalen–Johansen). Ukubala kuphela ezivaliweyo bekuya kushiya ezixingileyo.',
	},
	source: {
		en: 'Faults of this system; cumulative incidence by Aalen & Johansen (1978), comparison by the log-rank test.',
		af: 'Foute van hierdie stelsel; kumulatiewe insidensie volgens Aalen & Johansen (1978), vergelyking met die log-rank-toets.',
		xh: 'Iimpazamo zale nkqubo; ngokukaAalen noJohansen (1978), uthelekiso ngovavanyo lwe-log-rank.',
	},
	parameters: [
		partParameter(['ward', 'suburb', 'zone', 'class', 'department', 'mode']),
		...periodParameters,
		areaParameter,
		{ id: 'within', title: words.within, kind: 'number', least: 1, most: 365, fallback: () => '14' },
	],

	// Class, days and cause in one number: rows are told apart by two keys in three quarters of the time that four take.
	// What is over is gathered by what is stored: of an expression nobody knows how many values it has, and memory is planned for as many as there are faults.
	query: (asked) => {
		const part = partKeySql(asked);
		return sql`
			select ended.part::text as part, ended.stratum::text as stratum, ended.days, case when ended.done then 1 else 2 end as cause, ended.count
			from (
				${followedSql(asked, sql`${part} as part, fault.class as stratum, fault.took_days as days, fault.state in ('fixed', 'closed') as done, count(*)::int as count`)}
				  and not fault.open
				group by 1, 2, 3, 4
			) as ended
			union all
			select lasting.part::text, lasting.stratum::text, lasting.days, 0, lasting.count
			from (
				${followedSql(asked, sql`${part} as part, fault.class as stratum, ${soFarSql(asked)} as days, count(*)::int as count`)} and fault.open
				group by 1, 2, 3
			) as lasting`;
	},

	answer: (raws, asked) => {
		const byPart = new Map<string, Raw[]>();
		for (const raw of raws) {
			const own = byPart.get(raw.part);
			if (own) own.push(raw);
			else byPart.set(raw.part, [raw]);
		}
		const rows = [...byPart].map(([part, own]) => rowOf(asked, part, own)).sort((a, b) => (numberIn(a, 'share') ?? 101) - (numberIn(b, 'share') ?? 101));
		const whole = aalenJohansen(together(raws), { causes: 2, at: [within(asked)] })[0]?.ended[0];
		const share = columnsOf(asked).find(({ id }) => id === 'share');
		const title = `${share?.title}, %`;
		return {
			about: [partWords(asked), `${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}`, placeOf(asked)]
				.filter(Boolean)
				.join(' · '),
			columns: columnsOf(asked),
			rows,
			notes: chanceNote(raws, asked),
			chart: {
				kind: 'ranked',
				label: 'part',
				value: 'share',
				interval: 'interval',
				reference: whole ? { value: whole.share * 100, title: asked.say({ en: 'All', af: 'Alles', xh: 'Zonke' }) } : null,
				title,
			},
			geography: partGeography(asked, rows, { title, label: 'part', value: 'share' }),
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => key.length <= 80) ? sql`${followedSql(asked, sql`fault.id`)} and ${partKeySql(asked)}::text = any (${[...keys]}::text[])` : undefined,
});
