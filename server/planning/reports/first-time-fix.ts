import { shareOf } from '../../maths/shares.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	areaParameter,
	type Column,
	faultsWithin,
	fewFailures,
	foremost,
	foremostNote,
	partGeography,
	partHead,
	partJoinSql,
	partParameter,
	partPlace,
	partSql,
	partTitle,
	partWords,
	periodParameters,
	placeOf,
	report,
	townParts,
} from './index.ts';

interface Raw {
	part: string;
	fixed: number;
	again: number;
	young: number;
}

const words = {
	fixed: { en: 'Fixed', af: 'Reggemaak', xh: 'Zilungisiwe' },
	again: { en: 'Came back', af: 'Het teruggekom', xh: 'Zibuyile' },
	share: { en: 'Fixed the first time', af: 'Eerste keer reg', xh: 'Zilungiswe okokuqala' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	whole: { en: 'All', af: 'Alles', xh: 'Zonke' },
	few: {
		en: 'Fewer than 5 repairs: chance alone moves this a lot.',
		af: 'Minder as 5 herstelwerke: toeval alleen verskuif dit baie.',
		xh: 'Zingaphantsi kwe-5: ithamsanqa lodwa liyakutshintsha oku.',
	},
	young: {
		en: 'Left out because they were fixed less than 30 days ago and may yet come back: {count}.',
		af: 'Uitgelaat omdat hulle minder as 30 dae gelede reggemaak is en nog kan terugkom: {count}.',
		xh: 'Azibalwanga kuba zilungiswe kwiintsuku ezingaphantsi kwama-30 kwaye zisenokubuya: {count}.',
	},
};

/** Repairs within the period, whether they held: reopened, or the same trouble again as a fault of its own. */
const repairsSql = (asked: Asked): Sql => sql`
	select fault.id, ${partSql(asked)} as part, fault.reopened > 0 or later.repeat_of is not null as again,
	       fault.fixed_at > ((${asked.today}::date - 30)::timestamp at time zone ${asked.zone}) and fault.reopened = 0 and later.repeat_of is null as young
	from fault
	${partJoinSql(asked)}
	left join (select distinct repeat.repeat_of from fault as repeat where repeat.repeat_of is not null) as later on later.repeat_of = fault.id
	where fault.state in ('fixed', 'closed') and fault.fixed_at >= (${asked.values['from']}::date::timestamp at time zone ${asked.zone})
	  and fault.fixed_at < ((${asked.values['to']}::date + 1)::timestamp at time zone ${asked.zone}) and ${faultsWithin(asked)}`;

const columnsOf = (asked: Asked): Column[] => [
	{ id: 'part', title: partHead(asked), kind: 'text' },
	{ id: 'fixed', title: asked.say(words.fixed), kind: 'number', adds: true },
	{ id: 'again', title: asked.say(words.again), kind: 'number', adds: true },
	{ id: 'share', title: asked.say(words.share), kind: 'rate', unit: '%', digits: 1 },
	{ id: 'interval', title: asked.say(words.interval), kind: 'interval', of: 'share', unit: '%', digits: 1 },
];

function rowOf(asked: Asked, { part, fixed, again }: Raw): AnswerRow {
	const it = shareOf(fixed - again, fixed);
	const cells = {
		part: partTitle(asked, part),
		fixed,
		again,
		share: it ? it.share * 100 : null,
		interval: it ? ([it.low * 100, it.high * 100] satisfies [number, number]) : null,
	};
	return { key: part, place: partPlace(asked, part), cells, faint: fixed < fewFailures ? asked.say(words.few) : null, faults: again };
}

const shareIn = (row: AnswerRow): number | null => (typeof row.cells['share'] === 'number' ? row.cells['share'] : null);

export default report<Raw>({
	id: 'first-time-fix',
	theme: { en: 'How we do', af: 'Hoe ons vaar', xh: 'Indlela esenza ngayo' },
	title: { en: 'Fixed the first time', af: 'Eerste keer reg', xh: 'Zilungiswe okokuqala' },
	question: {
		en: 'How often does a repair hold, and where does the trouble come back?',
		af: 'Hoe dikwels hou ’n herstelwerk, en waar kom die moeilikheid terug?',
		xh: 'Kukangaphi ukulungiswa kuhlala, kwaye ingxaki ibuya phi?',
	},
	definition: {
		en: 'Of the faults fixed within the period, the share that was neither reopened nor followed by a fault that repeats it. A repair counts once it has had 30 days to show itself, or has come back before.',
		af: 'Van die foute wat binne die tydperk reggemaak is, die aandeel wat nie heropen is nie en nie gevolg is deur ’n fout wat dit herhaal nie. ’n Herstelwerk tel sodra dit 30 dae gehad het om homself te wys, of voor dit teruggekom het.',
		xh: 'Kwiimpazamo ezilungiswe kweli xesha, isabelo esingazange siphinde sivulwe okanye silandelwe yimpazamo esiphindayo. Ukulungiswa kubalwa emva kweentsuku ezingama-30, okanye ukuba ibuye ngaphambi koko.',
	},
	source: {
		en: 'Faults of this system; score intervals by Wilson (1927).',
		af: 'Foute van hierdie stelsel; intervalle volgens Wilson (1927).',
		xh: 'Iimpazamo zale nkqubo; uluhlu ngokukaWilson (1927).',
	},
	parameters: [partParameter([...townParts, 'class', 'department', 'mode']), ...periodParameters, areaParameter],

	query: (asked) => sql`
		with repair as (${repairsSql(asked)})
		select repair.part, count(*) filter (where not repair.young)::int as fixed, count(*) filter (where repair.again)::int as again,
		       count(*) filter (where repair.young)::int as young
		from repair
		group by repair.part`,

	answer: (raws, asked) => {
		const repaired = raws.filter((it) => it.fixed > 0);
		const rows = foremost(asked, repaired, (it) => it.fixed)
			.map((raw) => rowOf(asked, raw))
			.sort((a, b) => (shareIn(a) ?? 101) - (shareIn(b) ?? 101));
		const sum = (of: (raw: Raw) => number): number => raws.reduce((total, raw) => total + of(raw), 0);
		const young = sum((it) => it.young);
		const whole = shareOf(
			sum((it) => it.fixed - it.again),
			sum((it) => it.fixed),
		);
		const title = `${asked.say(words.share)}, %`;
		return {
			about: [partWords(asked), `${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}`, placeOf(asked)]
				.filter(Boolean)
				.join(' · '),
			columns: columnsOf(asked),
			rows,
			notes: [...foremostNote(asked, repaired.length), ...(young > 0 ? [asked.say(words.young).replace('{count}', asked.number(young))] : [])],
			chart: {
				kind: 'ranked',
				label: 'part',
				value: 'share',
				interval: 'interval',
				reference: whole ? { value: whole.share * 100, title: asked.say(words.whole) } : null,
				title,
			},
			geography: partGeography(asked, rows, { title, label: 'part', value: 'share' }),
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => key.length <= 80)
			? sql`select repair.id from (${repairsSql(asked)}) as repair where repair.part = any (${[...keys]}::text[]) and repair.again`
			: undefined,
});
