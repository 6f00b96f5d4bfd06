import { type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	areaParameter,
	assetsWithin,
	type Column,
	faultsWithin,
	fewFailures,
	foremost,
	foremostNote,
	partBy,
	partGeography,
	partHead,
	partJoinSql,
	partOfTime,
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
	faults: number;
	cost: number;
	hours: number;
	km: number | null;
	assets: number | null;
	/** Of the cost, what went to faults that are linked to no asset. */
	loose: number;
}

/** What was spent and does not count yet; the same in every row, and alone where nothing counts. */
interface Pending {
	/** On work orders of which nothing has ended. */
	unshared: number;
	/** On faults that have not ended. */
	unended: number;
}

type Answered = Pending & (Raw | { part: null });

const words = {
	faults: { en: 'Faults with cost', af: 'Foute met koste', xh: 'Iimpazamo ezineendleko' },
	cost: { en: 'Cost', af: 'Koste', xh: 'Iindleko' },
	hours: { en: 'Hours', af: 'Ure', xh: 'Iiyure' },
	each: { en: 'Cost of a fault', af: 'Koste van ’n fout', xh: 'Iindleko zempazamo' },
	perKm: { en: 'Cost for each km', af: 'Koste vir elke km', xh: 'Iindleko zekm nganye' },
	perAsset: { en: 'Cost for each asset', af: 'Koste vir elke bate', xh: 'Iindleko zempahla nganye' },
	unshared: {
		en: 'Not counted: {amount} spent so far on work orders of which nothing has ended. It has no fault yet and is shared out when something ends.',
		af: 'Nie getel nie: {amount} tot dusver bestee aan werkopdragte waarvan nog niks geëindig het nie. Dit het nog geen fout nie en word verdeel wanneer iets eindig.',
		xh: 'Ayibalwanga: {amount} esele ichithiwe kwimiyalelo yomsebenzi engekapheli nto kuyo. Ayikabi nayo impazamo, yaye yahlulwa xa kuphela into.',
	},
	unended: {
		en: 'Not counted: {amount} spent so far on faults that have not ended.',
		af: 'Nie getel nie: {amount} tot dusver bestee aan foute wat nog nie geëindig het nie.',
		xh: 'Ayibalwanga: {amount} esele ichithiwe kwiimpazamo ezingekapheli.',
	},
	loose: {
		en: 'Of what is counted, {amount} went to faults that are linked to no asset.',
		af: 'Van wat getel is, het {amount} gegaan na foute wat aan geen bate gekoppel is nie.',
		xh: 'Kokubaliweyo, i-{amount} iye kwiimpazamo ezingadityaniswanga nampahla.',
	},
	few: { en: 'Fewer than 5 faults with a cost.', af: 'Minder as 5 foute met ’n koste.', xh: 'Zingaphantsi kwe-5 iimpazamo ezineendleko.' },
};

const spentSql = (asked: Asked): Sql => sql`
	select fault.id, ${partSql(asked)} as part, fault.cost, coalesce(fault.hours, 0) as hours, fault.asset_id
	from fault
	${partJoinSql(asked)}
	where fault.cost is not null and fault.state in ('fixed', 'closed', 'no-fault-found', 'not-ours', 'cannot-now')
	  and coalesce(fault.fixed_at, fault.closed_at, fault.state_since) >= (${asked.values['from']}::date::timestamp at time zone ${asked.zone})
	  and coalesce(fault.fixed_at, fault.closed_at, fault.state_since) < ((${asked.values['to']}::date + 1)::timestamp at time zone ${asked.zone})
	  and ${faultsWithin(asked)}`;

/** What was spent until now and has no place in the report yet. */
const pendingSql = (asked: Asked): Sql => sql`
	select coalesce((
	         select sum(work_order.cost)
	         from work_order
	         cross join lateral (
	           select count(item.cost) as shared, count(fault.id) as faults
	           from work_order_item as item left join fault on fault.id = item.fault_id and ${faultsWithin(asked)}
	           where item.work_order_id = work_order.id) as its
	         where work_order.state in ('open', 'assigned', 'started', 'waiting') and work_order.cost > 0 and its.shared = 0 and its.faults > 0
	       ), 0)::float8 as unshared,
	       coalesce((select sum(fault.cost) from fault where fault.open and fault.cost is not null and ${faultsWithin(asked)}), 0)::float8 as unended`;

/** What there is of each class, one after the other: so an index answers that holds what is counted. */
const servedSql = (asked: Asked): Sql => sql`
	select asset_class.number::text as part, own.km, own.assets
	from asset_class
	cross join lateral (
		select sum(asset.length_m) / 1000 as km, count(*)::int as assets
		from asset
		where asset.class = asset_class.number and asset.owner = 'municipal' and asset.status = 'in-service' and ${assetsWithin(asked)}
	) as own
	where own.assets > 0`;

const columnsOf = (asked: Asked): Column[] => {
	const { say, currency } = asked;
	const money = (id: string, title: string): Column => ({ id, title, kind: 'rate', unit: currency, digits: 0 });
	const per = partBy(asked) === 'class' ? [money('perKm', say(words.perKm)), money('perAsset', say(words.perAsset))] : [];
	return [
		{ id: 'part', title: partHead(asked), kind: 'text' },
		{ id: 'faults', title: say(words.faults), kind: 'number', adds: true },
		{ ...money('cost', say(words.cost)), adds: true },
		{ id: 'hours', title: say(words.hours), kind: 'number', adds: true },
		money('each', say(words.each)),
		...per,
	];
};

function notesOf(asked: Asked, raws: readonly Raw[], { unshared, unended }: Pending): string[] {
	const notes: [number, Text][] = [
		[raws.reduce((sum, { loose }) => sum + loose, 0), words.loose],
		[unshared, words.unshared],
		[unended, words.unended],
	];
	return notes.flatMap(([amount, text]) => (amount > 0 ? [asked.say(text).replace('{amount}', `${asked.currency} ${asked.number(Math.round(amount))}`)] : []));
}

function rowOf(asked: Asked, raw: Raw): AnswerRow {
	const per = { perKm: raw.km ? raw.cost / raw.km : null, perAsset: raw.assets ? raw.cost / raw.assets : null };
	const cells = {
		part: partTitle(asked, raw.part),
		faults: raw.faults,
		cost: raw.cost,
		hours: Math.round(raw.hours),
		each: raw.cost / raw.faults,
		...(partBy(asked) === 'class' && per),
	};
	return { key: raw.part, place: partPlace(asked, raw.part), cells, faint: raw.faults < fewFailures ? asked.say(words.few) : null, faults: raw.faults };
}

export default report<Answered>({
	id: 'cost',
	theme: { en: 'What it costs', af: 'Wat dit kos', xh: 'Oko kukubizayo' },
	title: { en: 'Cost of faults', af: 'Koste van foute', xh: 'Iindleko zeempazamo' },
	question: {
		en: 'What do faults cost us, for each km of pipe, each asset, each ward and each financial year?',
		af: 'Wat kos foute ons, vir elke km pyp, elke bate, elke wyk en elke finansiële jaar?',
		xh: 'Iimpazamo zisibiza malini, kwikm nganye yombhobho, kwimpahla nganye, kwiwadi nganye nakunyaka-mali ngamnye?',
	},
	definition: {
		en: 'The cost of work on faults that ended within the period: labour, materials and the rest, as work orders closed them. What a fault cost before it was merged into another counts with that one. Faults without a work order have no cost and do not count. By asset class the cost is divided by the kilometres and the number of assets in service today, inside the area that was asked for.',
		af: 'Die koste van werk aan foute wat binne die tydperk geëindig het: arbeid, materiaal en die res, soos werkopdragte dit afgesluit het. Wat ’n fout gekos het voor dit met ’n ander saamgevoeg is, tel by daardie een. Foute sonder ’n werkopdrag het geen koste nie en tel nie. Volgens bateklas word die koste gedeel deur die kilometers en die aantal bates wat vandag in diens is, binne die gebied wat gevra is.',
		xh: 'Iindleko zomsebenzi kwiimpazamo eziphele kweli xesha: abasebenzi, izixhobo nokunye, njengoko imiyalelo yomsebenzi iyivalile. Iindleko zempazamo edityaniswe nenye zibalwa kunye nezaleyo. Iimpazamo ezingenamyalelo azinazindleko kwaye azibalwa. Ngokohlobo lwempahla iindleko zahlulwa ngeekhilomitha nenani lempahla esebenzayo namhlanje, kwindawo ebuziweyo.',
	},
	source: {
		en: 'Work orders and asset register of this system.',
		af: 'Werkopdragte en bateregister van hierdie stelsel.',
		xh: 'Imiyalelo yomsebenzi nerejista yempahla yale nkqubo.',
	},
	parameters: [partParameter(['class', ...townParts, 'department', 'mode', 'year', 'quarter']), ...periodParameters, areaParameter],

	query: (asked) => sql`
		with spent as (${spentSql(asked)}),
		part as (select spent.part, count(*)::int as faults, sum(spent.cost)::float8 as cost, sum(spent.hours)::float8 as hours,
		         coalesce(sum(spent.cost) filter (where spent.asset_id is null), 0)::float8 as loose
		         from spent group by spent.part),
		pending as (${pendingSql(asked)}),
		served as (${partBy(asked) === 'class' ? servedSql(asked) : sql`select null::text as part, null::float8 as km, null::int as assets where false`})
		select pending.unshared, pending.unended, part.part, part.faults, part.cost, part.hours, part.loose, served.km, ${partBy(asked) === 'class' ? sql`coalesce(served.assets, 0)` : sql`served.assets`} as assets
		from pending
		left join part on true
		left join served on served.part = part.part
		order by ${partOfTime(asked) ? sql`part.part` : sql`part.cost desc`}`,

	answer: (answered, asked) => {
		const raws = answered.filter((it): it is Pending & Raw => it.part !== null);
		const rows = foremost(asked, raws, (it) => it.cost).map((raw) => rowOf(asked, raw));
		const title = `${asked.say(words.cost)}, ${asked.currency}`;
		return {
			about: [partWords(asked), `${asked.day(asked.values['from'] ?? '')} – ${asked.day(asked.values['to'] ?? '')}`, placeOf(asked)]
				.filter(Boolean)
				.join(' · '),
			columns: columnsOf(asked),
			rows,
			notes: [...foremostNote(asked, raws.length), ...notesOf(asked, raws, answered[0] ?? { unshared: 0, unended: 0 })],
			chart: { kind: 'bars', label: 'part', value: 'cost', reference: null, title },
			geography: partGeography(asked, rows, { title, label: 'part', value: 'cost' }),
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => key.length <= 80) ? sql`select spent.id from (${spentSql(asked)}) as spent where spent.part = any (${[...keys]}::text[])` : undefined,
});
