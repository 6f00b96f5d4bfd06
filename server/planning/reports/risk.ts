import { assetRisks, type CostParts, costParts, type FailureCosts, type RiskyAsset } from '../../maths/asset-risk.ts';
import { consequenceFrom, type Grade, riskBand, riskScore } from '../../maths/risk.ts';
import {
	type Answer,
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	type Column,
	classParameter,
	fill,
	oneByOne,
	type ParameterFile,
	periodParameters,
	report,
} from './index.ts';
import { assetFailuresSql, assetsSql, cellFailuresSql } from './risk/queries.ts';
import { words } from './risk/words.ts';

interface Shape {
	type: string;
	coordinates: unknown;
}

interface Raw extends RiskyAsset {
	id: number;
	reference: string;
	street: string;
	geometry: Shape;
	/** With the first row. */
	costs: (Omit<FailureCosts, 'repair'> & { repair: number | null; days: number; toVerify: boolean }) | null;
}

/** What the thread makes of it: the class as a whole, the cells of the matrix, and the assets of most risk. */
type Figure =
	| { kind: 'whole'; assets: number; yearly: number; risk: number; days: number; repair: number; toVerify: boolean }
	| { kind: 'cell'; key: string; likelihood: Grade; consequence: Grade; assets: number; failures: number; risk: number; ids: number[] }
	| {
			kind: 'asset';
			id: number;
			reference: string;
			street: string;
			failures: number;
			chance: number;
			parts: CostParts;
			consequence: number;
			risk: number;
			likelihoodGrade: Grade;
			consequenceGrade: Grade;
			geometry: Shape;
	  };

type Of<Kind extends Figure['kind']> = Extract<Figure, { kind: Kind }>;

const grades: readonly Grade[] = [1, 2, 3, 4, 5];
const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);
const cellOf = (likelihood: Grade, consequence: Grade): string => `cell:${likelihood}:${consequence}`;

function figuresOf(raws: readonly Raw[], { values }: { values: Readonly<Record<string, string>> }): Figure[] {
	const known = raws[0]?.costs;
	// without a single failure there is neither a chance nor a cost
	if (!known?.days) return [];
	const costs = { ...known, repair: known.repair ?? Number(values['usual']) };
	const risks = assetRisks(raws, costs, Number(values['top'])).map((it, i) => ({ ...it, raw: raws[i] as Raw }));
	const cells = grades.flatMap((likelihood) =>
		grades.map((consequence): Figure => {
			const own = risks.filter((it) => it.likelihoodGrade === likelihood && it.consequenceGrade === consequence);
			const failed = own.filter(({ raw }) => raw.failures > 0);
			const figures = { assets: own.length, failures: sum(failed.map(({ raw }) => raw.failures)), risk: sum(own.map(({ risk }) => risk)) };
			return { kind: 'cell', key: cellOf(likelihood, consequence), likelihood, consequence, ...figures, ids: failed.map(({ raw }) => raw.id) };
		}),
	);
	const worst = [...risks].sort((a, b) => b.risk - a.risk || a.raw.id - b.raw.id).slice(0, Number(values['most']));
	const assets = worst.map(({ raw: { id, reference, street, failures, geometry }, yearly: _, ...it }): Figure => {
		return { kind: 'asset', id, reference, street, failures, ...it, geometry };
	});
	const whole = { yearly: sum(risks.map((it) => it.yearly)), risk: sum(risks.map((it) => it.risk)) };
	return [{ kind: 'whole', assets: raws.length, ...whole, days: known.days, repair: costs.repair, toVerify: known.toVerify }, ...cells, ...assets];
}

const money = ({ currency, number }: Asked, value: number): string => `${currency} ${number(Math.round(value))}`;
const moneyColumn = ({ say, currency }: Asked, id: keyof typeof words): Column => ({ id, title: say(words[id]), kind: 'rate', unit: currency, digits: 0 });

function bandCells({ say }: Asked, likelihood: Grade, consequence: Grade) {
	const score = riskScore(likelihood, consequence);
	return { likelihood, grade: consequence, score, band: say(words[riskBand(score)]) };
}

const bandColumns = ({ say }: Asked): Column[] => [
	{ id: 'likelihood', title: say(words.likelihood), kind: 'number' },
	{ id: 'grade', title: say(words.grade), kind: 'number' },
	{ id: 'score', title: say(words.score), kind: 'number' },
	{ id: 'band', title: say(words.band), kind: 'text' },
];

const assetColumns = (asked: Asked): Column[] => [
	{ id: 'street', title: asked.say(words.street), kind: 'text' },
	{ id: 'asset', title: asked.say(words.asset), kind: 'text' },
	{ ...moneyColumn(asked, 'risk'), hint: asked.say(words.riskHint), adds: true },
	{ id: 'chance', title: asked.say(words.chance), kind: 'rate', unit: '%', digits: 1 },
	{ ...moneyColumn(asked, 'consequence'), hint: asked.say(words.consequenceHint) },
	...costParts.map((part) => moneyColumn(asked, part)),
	{ id: 'failures', title: asked.say(words.failures), kind: 'number', adds: true },
	...bandColumns(asked),
];

const assetRow = (asked: Asked, it: Of<'asset'>): AnswerRow => ({
	key: String(it.id),
	place: String(it.id),
	cells: {
		...{ street: it.street, asset: it.reference, risk: it.risk, chance: 100 * it.chance, consequence: it.consequence, ...it.parts },
		...{ failures: it.failures, ...bandCells(asked, it.likelihoodGrade, it.consequenceGrade) },
	},
	faint: null,
	faults: it.failures,
	assets: [it.reference],
});

/** The matrix: how many assets are in each cell. */
function matrix(figures: readonly Figure[], asked: Asked): Pick<Answer, 'columns' | 'rows' | 'chart' | 'geography'> {
	const { say } = asked;
	const cells = figures.flatMap((it) => (it.kind === 'cell' ? [it] : []));
	const rows = cells.map(({ key, likelihood, consequence, assets, failures, risk }): AnswerRow => {
		const title = fill(say(words.cellTitle), { likelihood: String(likelihood), consequence: String(consequence) });
		return { key, place: null, cells: { cell: title, assets, risk, failures, ...bandCells(asked, likelihood, consequence) }, faint: null, faults: failures };
	});
	return {
		columns: [
			{ id: 'cell', title: say(words.cell), kind: 'text' },
			{ id: 'assets', title: say(words.assets), kind: 'number', adds: true },
			{ ...moneyColumn(asked, 'risk'), adds: true },
			{ id: 'failures', title: say(words.failures), kind: 'number', adds: true },
			...bandColumns(asked),
		],
		rows: rows.sort((a, b) => Number(b.cells['score']) - Number(a.cells['score']) || b.key.localeCompare(a.key)),
		chart: {
			kind: 'grid',
			label: 'cell',
			value: 'assets',
			grid: { across: 'grade', up: 'likelihood', shade: 'score', bands: [1, 5, 10, 16], band: 'band' },
			reference: null,
			title: `${say(words.assets)}: ${say(words.score)}`,
		},
		geography: null,
	};
}

/** The assets of most risk, on the map. */
function ranked(figures: readonly Figure[], asked: Asked): Pick<Answer, 'columns' | 'rows' | 'chart' | 'geography'> {
	const assets = figures.flatMap((it) => (it.kind === 'asset' ? [it] : []));
	const title = `${asked.say(words.risk)}, ${asked.currency}`;
	const shapes = assets.map(({ id, reference, geometry }) => ({
		...{ type: 'Feature' as const, id: String(id), properties: { key: String(id), title: reference }, geometry },
	}));
	return {
		columns: assetColumns(asked),
		rows: assets.map((it) => assetRow(asked, it)),
		chart: { kind: 'bars', label: 'asset', value: 'risk', reference: null, title },
		geography: {
			by: 'own',
			title,
			shapes: { type: 'FeatureCollection', features: shapes },
			places: assets.map(({ id, reference, risk }) => ({ key: String(id), row: String(id), title: reference, value: risk, faint: null })),
		},
	};
}

function notesOf(figures: readonly Figure[], asked: Asked): string[] {
	const { say, number, values } = asked;
	const whole = figures.find((it) => it.kind === 'whole');
	if (!whole) return [];
	const shown = figures.flatMap((it) => (it.kind === 'asset' ? [it.risk] : []));
	const [two, three, four, five] = consequenceFrom(Number(values['top'])).map((it) => money(asked, it)) as [string, string, string, string];
	const share = number(Math.round((100 * sum(shown)) / Math.max(whole.risk, 1e-9)));
	const rounded = (value: number): string => number(Math.round(value * 10) / 10);
	return [
		fill(say(words.whole), {
			assets: number(whole.assets),
			failures: rounded(whole.yearly),
			risk: money(asked, whole.risk),
			share,
			shown: number(shown.length),
		}),
		fill(say(words.days), { days: rounded(whole.days), repair: money(asked, whole.repair) }),
		fill(say(words.grades), { two, three, four, five }),
		say(whole.toVerify ? words.confirm : words.confirmGrades),
	];
}

const numberOf = (id: 'most' | 'usual' | 'top', [least, usual, most]: readonly [number, number, number]): ParameterFile => ({
	...{ id, title: words[id], kind: 'number', least, most, fallback: () => String(usual) },
});

const showParameter: ParameterFile = {
	...{ id: 'show', title: words.show, kind: 'choice', fallback: () => 'assets' },
	choices: () => [
		{ id: 'assets', title: words.ranked },
		{ id: 'matrix', title: words.matrix },
	],
};

const parameters = [
	showParameter,
	classParameter(() => true, 'water-pipes'),
	...periodParameters,
	areaParameter,
	numberOf('most', [5, 50, 200]),
	numberOf('usual', [0, 8000, 100_000_000]),
	numberOf('top', [64, 200_000, 1_000_000_000]),
];
const id = 'risk';
const heavy = { edition: 1, work: figuresOf };

export default report<Raw, Figure>({
	id,
	theme: { en: 'What to renew', af: 'Wat om te vernuwe', xh: 'Oko kufuneka kuhlaziywe' },
	title: { en: 'Risk: likelihood and consequence', af: 'Risiko: waarskynlikheid en gevolg', xh: 'Umngcipheko: amathuba nesiphumo' },
	question: {
		en: 'Where would a failure hurt most, how likely is it, and what is the risk made of?',
		af: 'Waar sal ’n faling die meeste seermaak, hoe waarskynlik is dit, en waaruit bestaan die risiko?',
		xh: 'Kuphi apho impazamo ingabangela ubuhlungu obukhulu, ingenzeka kangakanani, kwaye umngcipheko wenziwe yintoni?',
	},
	definition: {
		en: 'Risk is the chance of at least one failure within 12 months times what a failure costs, in money a year. The failures to be expected of an asset are those of its material and decade for its length, moved by its own past as far as that says anything (gamma-Poisson). What a failure costs is its repair and what each day of waiting costs – danger, water, people who go without, damage, broken promises, the same figures that order the queue – for as long as such failures of the period were open; danger and hardship weigh by the asset’s importance. Scores from 1 to 25 are for the screen and the audit: they can be neither added nor budgeted.',
		af: 'Risiko is die kans op minstens een faling binne 12 maande maal wat ’n faling kos, in geld per jaar. Die falings wat van ’n bate te verwagte is, is dié van sy materiaal en dekade vir sy lengte, verskuif deur sy eie verlede so ver as wat dit iets sê (gamma-Poisson). Wat ’n faling kos, is sy herstel en wat elke dag se wag kos – gevaar, water, mense wat daarsonder is, skade, verbreekte beloftes, dieselfde syfers wat die tou orden – vir so lank as wat sulke falings van die tydperk oop was; gevaar en ontbering weeg volgens die bate se belangrikheid. Punte van 1 tot 25 is vir die skerm en die oudit: hulle kan nóg bymekaargetel nóg begroot word.',
		xh: 'Umngcipheko lithuba lempazamo enye ubuncinane kwiinyanga ezili-12 liphindwe ngeendleko zempazamo, ngemali ngonyaka. Iimpazamo ezilindelekileyo zempahla zezo zesixhobo sayo neminyaka elishumi yayo kubude bayo, zihanjiswe yimbali yayo kangangoko ithetha into (gamma-Poisson). Iindleko zempazamo kukulungiswa kwayo noko kubizwa lusuku ngalunye lokulinda – ingozi, amanzi, abantu abasweleyo, umonakalo, izithembiso ezaphuliweyo, kwala manani alungelelanisa umgca – ixesha elide njengoko iimpazamo zolu hlobo zivulekile; ingozi nobunzima zibalwa ngokubaluleka kwempahla. Amanqaku ukusuka ku-1 ukuya ku-25 ngawesikrini nophicotho: akanakudityaniswa okanye abekwe kuhlahlo-lwabiwo.',
	},
	source: {
		en: 'Faults, work orders and asset register of this system; gamma-Poisson by Clayton & Kaldor (1987), bands as in ISO 31000 practice.',
		af: 'Foute, werkopdragte en bateregister van hierdie stelsel; gamma-Poisson volgens Clayton & Kaldor (1987), klasse soos in ISO 31000-praktyk.',
		xh: 'Iimpazamo, imiyalelo yomsebenzi nerejista yempahla yale nkqubo; gamma-Poisson ngokukaClayton noKaldor (1987), iindidi njenge-ISO 31000.',
	},
	parameters,
	query: assetsSql,
	heavy,

	answer: (figures, asked) => {
		const view = asked.values['show'] === 'matrix' && figures.length > 0 ? matrix(figures, asked) : ranked(figures, asked);
		return { about: aboutOf(asked), ...view, notes: notesOf(figures, asked) };
	},

	behind: oneByOne((asked: Asked, key) => {
		if (/^\d{1,15}$/.test(key)) return assetFailuresSql(asked, Number(key));
		return /^cell:[1-5]:[1-5]$/.test(key) ? cellFailuresSql(asked, { id, heavy, parameters }, key) : undefined;
	}),
});
