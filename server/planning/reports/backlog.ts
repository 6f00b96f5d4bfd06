import { type Sql, sql } from '../../platform/sql.ts';
import { type AnswerRow, type Asked, areaOf, areaParameter, type Column, faultsWithin, periodParameters, placeOf, report } from './index.ts';

interface Raw {
	month: string;
	opened: number;
	ended: number;
	open: number;
}

const words = {
	month: { en: 'Month', af: 'Maand', xh: 'Inyanga' },
	opened: { en: 'Came in', af: 'Het ingekom', xh: 'Ezingenileyo' },
	ended: { en: 'Ended', af: 'Het geëindig', xh: 'Eziphelileyo' },
	open: { en: 'Open at its end', af: 'Oop aan die einde', xh: 'Ezivuliweyo ekupheleni' },
	all: { en: 'All departments', af: 'Alle afdelings', xh: 'Onke amasebe' },
	department: { en: 'Department', af: 'Afdeling', xh: 'Isebe' },
};

const departmentOf = ({ values, departments }: Asked) => departments.find(({ id }) => String(id) === values['department']);

/** Faults of the department and the area, each with when it came and when it ended, where it has. */
const livesSql = (asked: Asked): Sql => sql`
	select fault.id, (fault.first_report_at at time zone ${asked.zone})::date as came,
	       case when not fault.open then (coalesce(fault.fixed_at, fault.closed_at, fault.state_since) at time zone ${asked.zone})::date end as ended
	from fault
	where fault.state not in ('merged', 'rejected') and ${faultsWithin(asked)}
	  ${departmentOf(asked) ? sql`and fault.department_id = ${departmentOf(asked)?.id}::bigint` : sql``}`;

/** What came and ended in each month: kept for the whole town and each ward, counted for any other part of it. */
function flowSql(asked: Asked): Sql {
	const area = areaOf(asked.values['area'] ?? '');
	const [came, ended] = [sql`date_trunc('month', life.came)::date`, sql`date_trunc('month', life.ended)::date`];
	if (typeof area === 'string' || (area.kind !== 'all' && area.kind !== 'ward'))
		return sql`
			select moment.month, sum(moment.opened)::int as opened, sum(moment.ended)::int as ended
			from (${livesSql(asked)}) as life
			cross join lateral (values (${came}, 1, 0), (${ended}, 0, 1)) as moment (month, opened, ended)
			where moment.month is not null
			group by moment.month`;
	return sql`
		select fault_by_month.month, sum(fault_by_month.opened)::int as opened, sum(fault_by_month.ended)::int as ended
		from fault_by_month
		where ${area.kind === 'ward' ? sql`fault_by_month.ward_id = ${area.id}::bigint` : sql`true`}
		  ${departmentOf(asked) ? sql`and fault_by_month.department_id = ${departmentOf(asked)?.id}::bigint` : sql``}
		group by fault_by_month.month`;
}

const columnsOf = ({ say }: Asked): Column[] => [
	{ id: 'month', title: say(words.month), kind: 'text' },
	{ id: 'opened', title: say(words.opened), kind: 'number', adds: true },
	{ id: 'ended', title: say(words.ended), kind: 'number', adds: true },
	{ id: 'open', title: say(words.open), kind: 'number' },
];

const rowOf = ({ month, opened, ended, open }: Raw): AnswerRow => ({
	key: month,
	place: null,
	cells: { month, opened, ended, open },
	faint: null,
	faults: opened,
});

export default report<Raw>({
	id: 'backlog',
	theme: { en: 'How we do', af: 'Hoe ons vaar', xh: 'Indlela esenza ngayo' },
	title: { en: 'What comes in, what ends, what waits', af: 'Wat inkom, wat eindig, wat wag', xh: 'Okungenayo, okuphelayo, okulindileyo' },
	question: {
		en: 'Do we keep up, or does the pile grow?',
		af: 'Bly ons by, of word die hoop groter?',
		xh: 'Ngaba siyahambisana nomsebenzi, okanye imfumba iyakhula?',
	},
	definition: {
		en: 'Month by month: the faults first reported in it, those that ended in it (fixed or otherwise), and how many were open on its last day. A fault counts as it stands today: one that was closed and opened again is open from its first report on. Rejected and merged ones do not count.',
		af: 'Maand vir maand: die foute wat daarin die eerste keer aangemeld is, dié wat daarin geëindig het (reggemaak of andersins), en hoeveel op die laaste dag oop was. ’n Fout tel soos dit vandag staan: een wat gesluit en weer oopgemaak is, is oop vanaf die eerste aanmelding. Verwerptes en saamgevoegdes tel nie.',
		xh: 'Inyanga nenyanga: iimpazamo ezixelwe okokuqala kuyo, eziphele kuyo (zilungisiwe okanye ngenye indlela), nezinga ebezivuliwe ngosuku lokugqibela. Impazamo ibalwa njengoko injalo namhlanje: evaliweyo yaphinda yavulwa ivuliwe ukususela kwisimangalo sokuqala. Ezaliweyo nezidityanisiweyo azibalwa.',
	},
	source: { en: 'Faults of this system.', af: 'Foute van hierdie stelsel.', xh: 'Iimpazamo zale nkqubo.' },
	parameters: [
		{
			id: 'department',
			title: words.department,
			kind: 'choice',
			choices: ({ departments }) => [{ id: 'all', title: words.all }, ...departments.map(({ id, title }) => ({ id: String(id), title }))],
			fallback: () => 'all',
		},
		...periodParameters,
		areaParameter,
	],

	query: (asked) => sql`
		with flow as materialized (${flowSql(asked)}),
		month as (
			select generate_series(date_trunc('month', ${asked.values['from']}::date)::date, ${asked.values['to']}::date, interval '1 month')::date as first_day
		)
		select to_char(month.first_day, 'YYYY-MM') as month, coalesce(flow.opened, 0) as opened, coalesce(flow.ended, 0) as ended,
		       coalesce((select sum(before.opened - before.ended) from flow as before where before.month <= month.first_day), 0)::int as open
		from month
		left join flow on flow.month = month.first_day
		order by month.first_day`,

	answer: (raws, asked) => ({
		about: [
			asked.say(departmentOf(asked)?.title ?? words.all),
			`${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}`,
			placeOf(asked),
		]
			.filter(Boolean)
			.join(' · '),
		columns: columnsOf(asked),
		rows: raws.map(rowOf),
		notes: [],
		chart: { kind: 'bars', label: 'month', value: 'open', reference: null, title: asked.say(words.open) },
		geography: null,
	}),

	behind: (asked, keys) =>
		keys.every((key) => /^\d{4}-\d\d$/.test(key))
			? sql`select life.id from (${livesSql(asked)}) as life where to_char(life.came, 'YYYY-MM') = any (${[...keys]}::text[])`
			: undefined,
});
