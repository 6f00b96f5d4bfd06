import { fitPowerLaw } from '../../maths/power-law.ts';
import { type Sql, sql } from '../../platform/sql.ts';
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
	modeParameter,
	oneByOne,
	periodParameters,
	report,
	undatedNote,
	unlinkedNote,
	unlinkedSql,
} from './index.ts';

interface Raw {
	kind: string;
	/** Ages in years when watching began and ended, and at each failure. */
	entry: number;
	exit: number;
	failures: number[];
	/** Kilometres of a line, else 1. */
	size: number;
	standing: boolean;
	undated: number;
	unlinked: number;
}

interface Estimate {
	value: number;
	low: number;
	high: number;
}

interface Figure {
	kind: string;
	things: number;
	size: number;
	failures: number;
	/** Null: nothing tells. */
	shape: Estimate | null;
	/** Failures of a unit of size in a year, at each of the ages. */
	rates: (number | null)[];
	/** Expected within the next ten years of what stands today. */
	next: number | null;
	undated: number;
	unlinked: number;
}

const ages = [10, 30, 50] as const;
const ahead = 10;
/** With fewer failures the interval of the shape spans anything. */
const fewest = 10;

const words = {
	kind: { en: 'Kind', af: 'Soort', xh: 'Uhlobo' },
	noKind: { en: 'Material not known', af: 'Materiaal nie bekend nie', xh: 'Isixhobo asaziwa' },
	things: { en: 'Assets', af: 'Bates', xh: 'Impahla' },
	failures: { en: 'Failures', af: 'Falings', xh: 'Iimpazamo' },
	shape: { en: 'Wear', af: 'Slytasie', xh: 'Ukuguga' },
	shapeHint: {
		en: 'Above 1 it gets worse with age, at 1 the pace is steady, below 1 it settles. At 2 the pace doubles when the age doubles.',
		af: 'Bo 1 word dit erger met ouderdom, by 1 is die pas bestendig, onder 1 bedaar dit. By 2 verdubbel die pas as die ouderdom verdubbel.',
		xh: 'Ngaphezu kwe-1 kuya kusiba kubi ngobudala, ku-1 isantya siyafana, ngaphantsi kwe-1 kuyazola. Ku-2 isantya siphindwa kabini xa ubudala buphindwa kabini.',
	},
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	at: { en: 'A year at age {age}', af: 'Per jaar op ouderdom {age}', xh: 'Ngonyaka kubudala obu-{age}' },
	next: { en: 'Expected in ten years', af: 'Verwag in tien jaar', xh: 'Ezilindelekileyo kwiminyaka elishumi' },
	nextHint: {
		en: 'Of what stands today, if nothing is renewed.',
		af: 'Van wat vandag staan, as niks vernuwe word nie.',
		xh: 'Kokumiyo namhlanje, ukuba akukho nto ihlaziywayo.',
	},
	perKm: { en: 'for each km', af: 'vir elke km', xh: 'kwikm nganye' },
	perAsset: { en: 'for each asset', af: 'vir elke bate', xh: 'kwimpahla nganye' },
	steady: { en: 'Steady pace', af: 'Bestendige pas', xh: 'Isantya esifanayo' },
	few: {
		en: 'Fewer than 10 failures: how this wears cannot be told yet.',
		af: 'Minder as 10 falings: hoe dit slyt, kan nog nie gesê word nie.',
		xh: 'Iimpazamo zingaphantsi kwe-10: asikwazi kuxela ukuba oku kuguga njani.',
	},
};

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);

/** One kind: how it wears, how often it fails at the ages, and what is to be expected. */
function figureOf(kind: string, raws: readonly Raw[]): Figure {
	const failures = sum(raws.map((it) => it.failures.length));
	const fit = failures >= fewest ? fitPowerLaw(raws) : undefined;
	const told = { kind, things: raws.length, size: sum(raws.map((it) => it.size)), failures, undated: raws[0]?.undated ?? 0, unlinked: raws[0]?.unlinked ?? 0 };
	if (!fit) return { ...told, shape: null, rates: ages.map(() => null), next: null };
	const [b, scale] = [fit.shape.value, fit.scale.value];
	const grown = (age: number): number => (age / scale) ** b;
	return {
		...told,
		shape: { value: b, low: fit.shape.low, high: fit.shape.high },
		rates: ages.map((age) => (b / age) * grown(age)),
		next: sum(raws.filter((it) => it.standing).map((it) => it.size * (grown(it.exit + ahead) - grown(it.exit)))),
	};
}

function figuresOf(raws: readonly Raw[], { progress }: { progress: (share: number) => void }): Figure[] {
	const kinds = [...new Set(raws.map((it) => it.kind))];
	return kinds.map((kind, i) => {
		progress(i / kinds.length);
		return figureOf(
			kind,
			raws.filter((it) => it.kind === kind),
		);
	});
}

const kindSql = sql`coalesce(asset.attributes ->> 'material', '')`;

const failuresSql = (asked: Asked): Sql => failureSql(asked, kindSql);

function titleOf(asked: Asked, kind: string): string {
	const choice = classOf(asked)
		.attributes.find((it) => it.id === 'material')
		?.choices?.find((it) => it.id === kind);
	return choice ? asked.say(choice.title) : kind || asked.say(words.noKind);
}

const isLine = (asked: Asked): boolean => classOf(asked).geometry === 'LineString';

function columnsOf(asked: Asked): Column[] {
	const { say } = asked;
	const unit = say(isLine(asked) ? words.perKm : words.perAsset);
	return [
		{ id: 'kind', title: say(words.kind), kind: 'text' },
		{ id: 'things', title: say(words.things), kind: 'number' },
		{ id: 'failures', title: say(words.failures), kind: 'number' },
		{ id: 'shape', title: say(words.shape), kind: 'rate', digits: 2, hint: say(words.shapeHint) },
		{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'shape', digits: 2 },
		...ages.map((age, i): Column => ({ id: `at${i}`, title: say(words.at).replace('{age}', String(age)), kind: 'rate', unit, digits: 3 })),
		{ id: 'next', title: say(words.next), kind: 'rate', digits: 0, hint: say(words.nextHint) },
	];
}

function rowOf(asked: Asked, it: Figure): AnswerRow {
	const cells = {
		kind: titleOf(asked, it.kind),
		things: it.things,
		failures: it.failures,
		shape: it.shape?.value ?? null,
		interval: it.shape ? ([it.shape.low, it.shape.high] satisfies [number, number]) : null,
		...Object.fromEntries(it.rates.map((rate, i) => [`at${i}`, rate])),
		next: it.next,
	};
	return { key: it.kind || '-', place: null, cells, faint: it.shape ? null : asked.say(words.few), faults: it.failures };
}

export default report<Raw, Figure>({
	id: 'deterioration',
	theme: { en: 'What fails', af: 'Wat faal', xh: 'Oko konakalayo' },
	title: { en: 'How things wear', af: 'Hoe dinge slyt', xh: 'Indlela izinto eziguga ngayo' },
	question: {
		en: 'Does it fail more the older it gets, and what is to be expected of the next ten years?',
		af: 'Faal dit meer hoe ouer dit word, en wat is in die volgende tien jaar te verwagte?',
		xh: 'Ngaba konakala ngakumbi njengoko kuguga, kwaye yintoni elindelekileyo kwiminyaka elishumi ezayo?',
	},
	definition: {
		en: 'Each asset is watched from the age it had when its failures began to be recorded until today or its end; it may fail again and again. The pace of failures is a power of age (non-homogeneous Poisson process), fitted for all of a kind together, longer lines failing more often. Taking assets as if they had been watched since they were new would make old ones look better than they are.',
		af: 'Elke bate word gevolg vanaf die ouderdom toe sy falings begin aangeteken is, tot vandag of sy einde; dit kan weer en weer faal. Die pas van falings is ’n mag van ouderdom (nie-homogene Poisson-proses), gepas vir almal van ’n soort saam, met langer lyne wat meer faal. Om bates te neem asof hulle van nuut af gevolg is, sou oues beter laat lyk as wat hulle is.',
		xh: 'Impahla nganye ilandelwa ukususela kubudala ebinabo xa iimpazamo zayo ziqale ukurekhodwa de kube namhlanje okanye isiphelo sayo; isenokonakala kaninzi. Isantya seempazamo singamandla obudala (non-homogeneous Poisson process), silinganiswa kubo bonke bohlobo kunye, imigca emide isonakala kaninzi. Ukuthatha impahla ngokungathi ibilandelwa isentsha bekuya kwenza endala ibonakale ingcono kunokuba injalo.',
	},
	source: {
		en: 'Faults and asset register of this system; power law process by maximum likelihood with left truncation.',
		af: 'Foute en bateregister van hierdie stelsel; magsproses deur maksimum waarskynlikheid met linkerafkapping.',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; power law ngamathuba aphezulu, ukuqala emva kuqwalaselwe.',
	},
	parameters: [classParameter(() => true, 'water-pipes'), modeParameter(() => true), ...periodParameters, areaParameter],

	query: (asked) => sql`
		with failure as (${failureSql(asked, sql`asset.id`)}),
		failed as (
			select failure.part as id, array_agg(((failure.day - asset.installed_on) / 365.25)::float8) as ages
			from failure
			join asset on asset.id = failure.part
			where failure.day > asset.installed_on
			group by failure.part
		),
		watched as (
			select asset.id, ${kindSql} as kind, asset.installed_on, asset.status = 'in-service' as standing,
			       ${isLine(asked) ? sql`asset.length_m / 1000` : sql`1::float8`} as size,
			       greatest(${asked.values['from']}::date, asset.installed_on, asset.in_register_from) as entry, least(${asked.values['to']}::date + 1, asset.retired_on) as leave
			from asset
			where asset.class = ${classOf(asked).number}::smallint and asset.owner = 'municipal' and (asset.status = 'in-service' or asset.retired_on is not null)
			  and ${assetsWithin(asked)}
		)
		select watched.kind, ((watched.entry - watched.installed_on) / 365.25)::float8 as entry, ((watched.leave - watched.installed_on) / 365.25)::float8 as exit,
		       coalesce(failed.ages, '{}') as failures, watched.size, watched.standing, (${unlinkedSql(asked)}) as unlinked,
		       (select count(*)::int from watched as without where without.installed_on is null) as undated
		from watched
		left join failed on failed.id = watched.id
		where watched.installed_on is not null and watched.leave > watched.entry and watched.size > 0
		order by watched.kind, watched.id`,

	heavy: { edition: 1, work: figuresOf },

	answer: (figures, asked) => {
		const rows = figures.map((it) => rowOf(asked, it)).sort((a, b) => Number(b.cells['next'] ?? -1) - Number(a.cells['next'] ?? -1));
		const [first] = figures;
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked),
			rows,
			notes: [...undatedNote(asked, first?.undated ?? 0), ...unlinkedNote(asked, first?.unlinked ?? 0)],
			chart: {
				kind: 'ranked',
				label: 'kind',
				value: 'shape',
				interval: 'interval',
				reference: { value: 1, title: asked.say(words.steady) },
				title: asked.say(words.shape),
			},
			geography: null,
		};
	},

	behind: oneByOne((asked: Asked, key) =>
		key.length <= 80
			? sql`select failure.id from (${failuresSql(asked)}) as failure join fault on fault.id = failure.id join asset on asset.id = fault.asset_id
				where failure.part = ${key === '-' ? '' : key} and asset.installed_on is not null and failure.day > asset.installed_on`
			: undefined,
	),
});
