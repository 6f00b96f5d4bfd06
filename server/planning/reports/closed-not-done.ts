import { shareOf } from '../../maths/shares.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	areaParameter,
	type Column,
	faultsWithin,
	foremost,
	foremostNote,
	isPartKey,
	partGeography,
	partJoinSql,
	partParameter,
	partPlace,
	partSql,
	partTitle,
	partWords,
	periodParameters,
	placeOf,
	report,
	type Text,
	townParts,
} from './index.ts';

interface Raw {
	part: string;
	ended: number;
	undone: number;
}

const ends = ['no-fault-found', 'not-ours', 'cannot-now'] as const;

const words = {
	reason: { en: 'Reasons', af: 'Redes', xh: 'Izizathu' },
	part: { en: 'Where or why', af: 'Waar of hoekom', xh: 'Phi okanye ngoba' },
	ended: { en: 'Ended', af: 'Geëindig', xh: 'Ziphelile' },
	endedHint: {
		en: 'Faults that ended within the period: repaired, or closed without a repair.',
		af: 'Foute wat binne die tydperk geëindig het: reggemaak, of sonder herstel gesluit.',
		xh: 'Iimpazamo eziphele kweli xesha: zilungisiwe, okanye zivaliwe zingalungiswanga.',
	},
	undone: { en: 'Closed, not done', af: 'Gesluit, nie gedoen nie', xh: 'Zivaliwe, azenziwanga' },
	share: { en: 'Share', af: 'Aandeel', xh: 'Isabelo' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	intervalHint: {
		en: 'Where the true share lies in 95 of 100 such cases (Wilson).',
		af: 'Waar die ware aandeel in 95 van 100 sulke gevalle lê (Wilson).',
		xh: 'Apho isabelo senene sikhoyo kumatyeli angama-95 kwali-100 (Wilson).',
	},
	whole: { en: 'Whole municipality', af: 'Hele munisipaliteit', xh: 'Umasipala wonke' },
	few: {
		en: 'Fewer than 20 faults ended: chance alone moves this share a lot.',
		af: 'Minder as 20 foute het geëindig: toeval alleen verskuif hierdie aandeel baie.',
		xh: 'Ziphele iimpazamo ezingaphantsi kwama-20: ithamsanqa lodwa lingasishukumisa kakhulu esi sabelo.',
	},
} satisfies Record<string, Text>;

const endWords: Readonly<Record<string, Text>> = {
	'no-fault-found': { en: 'No fault found', af: 'Geen fout gevind nie', xh: 'Akufunyanwanga mpazamo' },
	'not-ours': { en: 'Not ours', af: 'Nie ons s’n nie', xh: 'Ayiyoyethu' },
	'cannot-now': { en: 'Cannot be done now', af: 'Kan nie nou gedoen word nie', xh: 'Ayinakwenziwa ngoku' },
};

const few = 20;

const byReason = ({ values }: Asked): boolean => values['by'] === 'reason';
const byPart = partParameter([...townParts, 'class']);

/** Faults that ended in the period; by reason only what was not done has one. A repair counts for the day on which it was done, not for that on which nobody had contradicted it. */
const endedSql = (asked: Asked): Sql => sql`
	select fault.id, ${byReason(asked) ? sql`fault.state` : partSql(asked)} as part, fault.state in ('no-fault-found', 'not-ours', 'cannot-now') as undone
	from fault
	${partJoinSql(asked)}
	where fault.state in ('fixed', 'closed', 'no-fault-found', 'not-ours', 'cannot-now') and ${faultsWithin(asked)}
	      and coalesce(fault.fixed_at, fault.state_since) >= (${asked.values['from']}::date::timestamp at time zone ${asked.zone})
	      and coalesce(fault.fixed_at, fault.state_since) < ((${asked.values['to']}::date + 1)::timestamp at time zone ${asked.zone})`;

const columnsOf = ({ say }: Asked): Column[] => [
	{ id: 'part', title: say(words.part), kind: 'text' },
	{ id: 'ended', title: say(words.ended), kind: 'number', hint: say(words.endedHint), adds: true },
	{ id: 'undone', title: say(words.undone), kind: 'number', adds: true },
	{ id: 'share', title: say(words.share), kind: 'rate', unit: '%', digits: 1 },
	{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'share', unit: '%', digits: 1, hint: say(words.intervalHint) },
];

const titleOf = (asked: Asked, part: string): string => (byReason(asked) ? asked.say(endWords[part] ?? words.undone) : partTitle(asked, part));

function rowOf(asked: Asked, raw: Raw): AnswerRow {
	const it = shareOf(raw.undone, raw.ended);
	const cells = {
		part: titleOf(asked, raw.part),
		ended: raw.ended,
		undone: raw.undone,
		share: it ? it.share * 100 : null,
		interval: it ? ([it.low * 100, it.high * 100] satisfies [number, number]) : null,
	};
	const place = byReason(asked) ? null : partPlace(asked, raw.part);
	return { key: raw.part, place, cells, faint: raw.ended < few ? asked.say(words.few) : null, faults: raw.undone };
}

const numberIn = (row: AnswerRow, id: string): number | null => (typeof row.cells[id] === 'number' ? row.cells[id] : null);

export default report<Raw>({
	id: 'closed-not-done',
	theme: { en: 'How we do', af: 'Hoe ons vaar', xh: 'Indlela esenza ngayo' },
	title: { en: 'Closed, not done', af: 'Gesluit, nie gedoen nie', xh: 'Zivaliwe, azenziwanga' },
	question: {
		en: 'How many faults do we close without repairing them, where, of what, and why?',
		af: 'Hoeveel foute sluit ons sonder om dit reg te maak, waar, waarvan, en hoekom?',
		xh: 'Zingaphi iimpazamo esizivala singazilungisanga, phi, zantoni, kwaye ngoba?',
	},
	definition: {
		en: 'Of all faults that ended within the period, repaired or not, the share that was closed as “no fault found”, “not ours” or “cannot be done now”. Rejected and merged ones are no faults of their own and count in neither. A fault is counted as it stands today: one that was closed and opened again has not ended. Compared by reason, each reason’s share is of all that ended.',
		af: 'Van alle foute wat binne die tydperk geëindig het, reggemaak of nie, die aandeel wat gesluit is as “geen fout gevind nie”, “nie ons s’n nie” of “kan nie nou gedoen word nie”. Verwerpte en saamgevoegde foute is nie eie foute nie en tel in geen van die twee nie. ’n Fout tel soos dit vandag staan: een wat gesluit en weer oopgemaak is, het nie geëindig nie. Volgens rede vergelyk is elke rede se aandeel van alles wat geëindig het.',
		xh: 'Kuzo zonke iimpazamo eziphele kweli xesha, zilungisiwe okanye zingalungiswanga, isabelo esivalwe “njengokungafunyanwanga mpazamo”, “ayiyoyethu” okanye “ayinakwenziwa ngoku”. Ezaliweyo nezidityanisiweyo azizompazamo zizimeleyo yaye azibalwa. Impazamo ibalwa njengoko injalo namhlanje: evaliweyo yaphinda yavulwa ayikapheli. Xa kuthelekiswa ngezizathu, isabelo sesizathu ngasinye sisuka kuzo zonke eziphelileyo.',
	},
	source: {
		en: 'Faults of this system; score intervals by Wilson (1927).',
		af: 'Foute van hierdie stelsel; intervalle volgens Wilson (1927).',
		xh: 'Iimpazamo zale nkqubo; uluhlu ngokukaWilson (1927).',
	},
	parameters: [
		{
			...byPart,
			choices: () => [...byPart.choices(), { id: 'reason', title: words.reason }],
		},
		...periodParameters,
		areaParameter,
	],

	query: (asked) => sql`
		with ended as (${endedSql(asked)}),
		whole as (select count(*)::int as ended from ended),
		part as (
			select ended.part, count(*)::int as ended, count(*) filter (where ended.undone)::int as undone
			from ended ${byReason(asked) ? sql`where ended.undone` : sql``}
			group by ended.part)
		select part.part, ${byReason(asked) ? sql`whole.ended` : sql`part.ended`} as ended, part.undone
		from part
		cross join whole
		order by part.part`,

	answer: (raws, asked) => {
		const rows = foremost(asked, raws, (it) => it.ended)
			.map((raw) => rowOf(asked, raw))
			.sort((a, b) => (numberIn(b, 'share') ?? -1) - (numberIn(a, 'share') ?? -1));
		const sum = (of: (raw: Raw) => number): number => raws.reduce((total, raw) => total + of(raw), 0);
		const whole = byReason(asked)
			? undefined
			: shareOf(
					sum((it) => it.undone),
					sum((it) => it.ended),
				);
		const title = `${asked.say(words.undone)}, %`;
		return {
			about: `${byReason(asked) ? asked.say(words.reason) : partWords(asked)} · ${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}${placeOf(asked) && ` · ${placeOf(asked)}`}`,
			columns: columnsOf(asked),
			rows,
			notes: foremostNote(asked, raws.length),
			chart: {
				kind: 'ranked',
				label: 'part',
				value: 'share',
				interval: 'interval',
				reference: whole ? { value: whole.share * 100, title: asked.say(words.whole) } : null,
				title,
			},
			geography: byReason(asked) ? null : partGeography(asked, rows, { title, label: 'part', value: 'share' }),
		};
	},

	behind: (asked, keys) => {
		const fits = keys.every((key) => (byReason(asked) ? ends.some((it) => it === key) : isPartKey(asked, key)));
		return fits ? sql`select ended.id from (${endedSql(asked)}) as ended where ended.part = any (${[...keys]}::text[]) and ended.undone` : undefined;
	},
});
