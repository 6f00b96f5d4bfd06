import { join, type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	assetsWithin,
	type Column,
	classOf,
	classParameter,
	failureSql,
	fewFailures,
	modeParameter,
	oneByOne,
	periodParameters,
	report,
	type Text,
	unlinkedNote,
	unlinkedSql,
} from './index.ts';

interface Raw {
	/** Which field, the first is 1. */
	at: number;
	assets: number;
	metres: number;
	known: number;
	knownMetres: number;
	/** Failures on assets of which it is not known. */
	held: number;
	unlinked: number;
}

/** Something the register should say of each asset, and whether it says it. */
interface Field {
	readonly id: string;
	readonly title: Text;
	readonly known: Sql;
	/** Left out where no asset of the class has it: then it is not kept for this class. */
	readonly notForAll?: boolean;
}

const words = {
	field: { en: 'What should be known', af: 'Wat bekend behoort te wees', xh: 'Ekufuneka kwaziwe' },
	assets: { en: 'Assets', af: 'Bates', xh: 'Impahla' },
	known: { en: 'Known of', af: 'Bekend van', xh: 'Kwaziwa nge' },
	share: { en: 'Share of assets', af: 'Aandeel van bates', xh: 'Isabelo sempahla' },
	lengthShare: { en: 'Share of length', af: 'Aandeel van lengte', xh: 'Isabelo sobude' },
	held: { en: 'Failures without it', af: 'Falings daarsonder', xh: 'Iimpazamo ezingenayo' },
	heldHint: {
		en: 'Failures of the period on assets of which this is not known: they are missing from figures that are broken down by it.',
		af: 'Falings van die tydperk op bates waarvan dit nie bekend is nie: hulle ontbreek in syfers wat daarvolgens verdeel word.',
		xh: 'Iimpazamo zexesha kwimpahla ekungaziwayo oku ngayo: azikho kumanani ahlulwe ngokwako.',
	},
	few: { en: 'Fewer than 5 assets.', af: 'Minder as 5 bates.', xh: 'Impahla ingaphantsi kwe-5.' },
} satisfies Record<string, Text>;

const lookedAt: Text = { en: 'Looked at within five years', af: 'Binne vyf jaar bekyk', xh: 'Ijongiwe kwiminyaka emihlanu' };

const always = ({ today }: Asked): readonly Field[] => [
	{ id: 'installed', title: { en: 'Day of installation', af: 'Dag van installasie', xh: 'Usuku lokufakwa' }, known: sql`asset.installed_on is not null` },
	{ id: 'condition', title: { en: 'Condition grade', af: 'Toestandsgraad', xh: 'Ibanga lemeko' }, known: sql`asset.condition_grade is not null` },
	{ id: 'looked-at', title: lookedAt, known: sql`coalesce(asset.condition_on >= ${today}::date - interval '5 years', false)` },
	{ id: 'ward', title: { en: 'Ward', af: 'Wyk', xh: 'Iwadi' }, known: sql`asset.ward_id is not null` },
	{ id: 'street', title: { en: 'Street', af: 'Straat', xh: 'Isitalato' }, known: sql`asset.street is not null` },
	{ id: 'zone', title: { en: 'Zone or circuit', af: 'Sone of kring', xh: 'Izowuni okanye isekethe' }, known: sql`asset.zone is not null`, notForAll: true },
	{
		...{ id: 'replacement', notForAll: true, known: sql`asset.replacement_cost is not null` },
		title: { en: 'Cost of replacement', af: 'Vervangingskoste', xh: 'Iindleko zokutshintsha' },
	},
];

/** All that is asked of a class: what every asset has, then what its own kind has. */
const fieldsOf = (asked: Asked): readonly Field[] => [
	...always(asked),
	...classOf(asked).attributes.map(({ id, title }) => ({
		...{ id: `its-${id}`, title, notForAll: true },
		known: sql`nullif(asset.attributes ->> ${id}::text, '') is not null`,
	})),
];

/** Which of the fields are known of an asset, a bit for each: assets of one pattern are counted once, and there are few patterns. */
const patternSql = (fields: readonly Field[]): Sql =>
	sql`(${join(
		fields.map(({ known }, bit) => sql`((${known})::int << ${bit}::int)`),
		' | ',
	)})`;

const columnsOf = (asked: Asked): Column[] => [
	{ id: 'field', title: asked.say(words.field), kind: 'text' },
	{ id: 'assets', title: asked.say(words.assets), kind: 'number' },
	{ id: 'known', title: asked.say(words.known), kind: 'number' },
	{ id: 'share', title: asked.say(words.share), kind: 'rate', unit: '%', digits: 1 },
	...(classOf(asked).geometry === 'LineString' ? [{ id: 'length', title: asked.say(words.lengthShare), kind: 'rate' as const, unit: '%', digits: 1 }] : []),
	{ id: 'held', title: asked.say(words.held), kind: 'number', hint: asked.say(words.heldHint) },
];

const percentOf = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null);

function rowOf(asked: Asked, { id, title }: Field, raw: Raw): AnswerRow {
	const cells = {
		...{ field: asked.say(title), assets: raw.assets, known: raw.known, share: percentOf(raw.known, raw.assets), held: raw.held },
		...(classOf(asked).geometry === 'LineString' && { length: percentOf(raw.knownMetres, raw.metres) }),
	};
	return { key: id, place: null, cells, faint: raw.assets < fewFailures ? asked.say(words.few) : null, faults: raw.held };
}

const all = (): boolean => true;

export default report<Raw>({
	id: 'register-quality',
	theme: { en: 'What we own', af: 'Wat ons besit', xh: 'Esinako' },
	title: { en: 'Quality of the register', af: 'Gehalte van die register', xh: 'Umgangatho werejista' },
	question: {
		en: 'How much of what we should know of our assets does the register say, and which failures cannot be explained without it?',
		af: 'Hoeveel van wat ons van ons bates behoort te weet, sê die register, en watter falings kan daarsonder nie verklaar word nie?',
		xh: 'Irejista ithetha kangakanani ngoko bekufanele sikwazi ngempahla yethu, kwaye zeziphi iimpazamo ezingenakucaciswa ngaphandle kwako?',
	},
	definition: {
		en: 'Of the municipality’s own assets of the class that are in service today: for how many the register says each thing. What no asset of the class has is not asked of it. Failures are those of the period, each fault once, on assets of which the thing is not known.',
		af: 'Van die munisipaliteit se eie bates van die klas wat vandag in diens is: van hoeveel die register elke ding sê. Wat geen bate van die klas het nie, word nie daarvan gevra nie. Falings is dié van die tydperk, elke fout een keer, op bates waarvan dit nie bekend is nie.',
		xh: 'Kwimpahla kamasipala yolu hlobo esebenzayo namhlanje: irejista iyithetha ngezingaphi into nganye. Okungekhoyo nakweyiphi na impahla yolu hlobo akubuzwa. Iimpazamo zezo zexesha, impazamo nganye kanye, kwimpahla ekungaziwayo oku ngayo.',
	},
	source: {
		en: 'Asset register and faults of this system.',
		af: 'Bateregister en foute van hierdie stelsel.',
		xh: 'Irejista yempahla neempazamo zale nkqubo.',
	},
	parameters: [classParameter(all, 'water-pipes'), modeParameter(all), ...periodParameters, areaParameter],

	query: (asked) => {
		const fields = fieldsOf(asked);
		return sql`
			with registered as materialized (
				select ${patternSql(fields)} as pattern, count(*) as assets, coalesce(sum(asset.length_m::float8), 0) as metres
				from asset
				where asset.class = ${classOf(asked).number}::smallint and asset.owner = 'municipal' and asset.status = 'in-service' and ${assetsWithin(asked)}
				group by 1
			),
			failure as materialized (select failed.part as pattern, count(*) as held from (${failureSql(asked, patternSql(fields))}) as failed group by 1),
			field as (select bit from generate_series(0, ${fields.length - 1}::int) as bit),
			counted as (
				select field.bit, coalesce(sum(registered.assets), 0)::int as assets, coalesce(sum(registered.metres), 0) as metres,
				       coalesce(sum(registered.assets) filter (where registered.pattern >> field.bit & 1 = 1), 0)::int as known,
				       coalesce(sum(registered.metres) filter (where registered.pattern >> field.bit & 1 = 1), 0) as known_metres
				from field left join registered on true
				group by field.bit
			)
			select counted.bit + 1 as at, counted.assets, counted.metres, counted.known, counted.known_metres as "knownMetres",
			       (select coalesce(sum(failure.held), 0)::int from failure where failure.pattern >> counted.bit & 1 = 0) as held, (${unlinkedSql(asked)}) as unlinked
			from counted
			order by counted.bit`;
	},

	answer: (raws, asked) => {
		const fields = fieldsOf(asked);
		const rows = raws
			.flatMap((raw) => {
				const field = fields[raw.at - 1];
				return field && !(field.notForAll && raw.known === 0) ? [rowOf(asked, field, raw)] : [];
			})
			.sort((one, other) => Number(one.cells['share'] ?? 0) - Number(other.cells['share'] ?? 0) || other.faults - one.faults);
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked),
			rows,
			notes: unlinkedNote(asked, raws[0]?.unlinked ?? 0),
			chart: { kind: 'bars', label: 'field', value: 'share', reference: null, title: `${asked.say(words.share)}, %` },
			geography: null,
		};
	},

	behind: oneByOne((asked: Asked, key) => {
		const field = fieldsOf(asked).find(({ id }) => id === key);
		return field && sql`select failure.id from (${failureSql(asked, field.known)}) as failure where not failure.part`;
	}),
});
