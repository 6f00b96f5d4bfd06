import { type RateRatio, type RateRatios, rateRatios, type Term, type Watched } from '../../maths/rate-ratios.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	aboutOf,
	areaParameter,
	type ClassFacts,
	type Column,
	classOf,
	classParameter,
	failureSql,
	fewFailures,
	fewText,
	fill,
	levelsSql,
	middleAgeSql,
	modeParameter,
	oneByOne,
	periodParameters,
	report,
	respectsOf,
	sizeOf,
	sizeSql,
	undatedNote,
	unlinkedNote,
	unlinkedSql,
	watchedForSql,
	watchedSql,
} from './index.ts';

interface Raw extends Watched {
	undated: number;
	unlinked: number;
}

/** What the thread makes of it: the model as a whole, then what it compares. */
type Figure = ({ kind: 'model'; step: number; undated: number; unlinked: number } & Omit<RateRatios, 'ratios'>) | ({ kind: 'ratio' } & RateRatio);

type Model = Extract<Figure, { kind: 'model' }>;

/** Of more assets than this, evenly chosen ones are compared: the figures hardly move, and nobody waits for minutes. */
const most = 80_000;
/** With fewer failures for each thing that is compared, intervals are not to be relied on. */
const fewestEach = 10;

const words = {
	term: { en: 'What', af: 'Wat', xh: 'Yintoni' },
	assets: { en: 'Assets', af: 'Bates', xh: 'Impahla' },
	exposure: { en: 'Time in service', af: 'Tyd in diens', xh: 'Ixesha lokusebenza' },
	kmYears: { en: 'km-years', af: 'km-jare', xh: 'iminyaka ye-km' },
	assetYears: { en: 'years', af: 'jare', xh: 'iminyaka' },
	failures: { en: 'Failures', af: 'Falings', xh: 'Iimpazamo' },
	ratio: { en: 'Times as many failures, all else alike', af: 'Keer soveel falings, al die res gelyk', xh: 'Iimpazamo ziphindwe kangaphi, konke okunye kufana' },
	ratioHint: {
		en: 'For the same length and time in service. 2 is twice as many, 0.5 half as many.',
		af: 'Vir dieselfde lengte en tyd in diens. 2 is twee keer soveel, 0,5 die helfte.',
		xh: 'Kubude nexesha lokusebenza elifanayo. Ku-2 ziphindwe kabini, ku-0.5 sisiqingatha.',
	},
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	reading: { en: 'Reading', af: 'Lees so', xh: 'Lifundwa njani' },
	alike: { en: 'No difference', af: 'Geen verskil nie', xh: 'Akukho mahluko' },
	reference: { en: 'the others are compared with this', af: 'hiermee word die ander vergelyk', xh: 'ezinye zithelekiswa nale' },
	more: { en: 'more failures', af: 'meer falings', xh: 'iimpazamo ezingaphezulu' },
	fewer: { en: 'fewer failures', af: 'minder falings', xh: 'iimpazamo ezimbalwa' },
	chance: { en: 'may be chance', af: 'kan toeval wees', xh: 'lisenokuba lithamsanqa' },
	size: { en: 'twice as large', af: 'twee keer so groot', xh: 'kuphindwe kabini' },
	unknown: { en: 'Not recorded', af: 'Nie aangeteken nie', xh: 'Akurekhodwanga' },
	age: { en: 'Age: ten years older', af: 'Ouderdom: tien jaar ouer', xh: 'Ubudala: kwiminyaka elishumi ngaphezulu' },
	poisson: {
		en: 'From {failures} failures of {assets} assets. Counts vary {dispersion} times as much as chance has them vary, so chance alone is taken (Poisson).',
		af: 'Uit {failures} falings van {assets} bates. Tellings wissel {dispersion} keer soveel as wat toeval hulle laat wissel, dus word net toeval aangeneem (Poisson).',
		xh: 'Kwiimpazamo ezili-{failures} zempahla eli-{assets}. Ubalo luguquguquka ka-{dispersion} kunoko ithamsanqa lilwenzayo, ngoko kuthathwa ithamsanqa lodwa (Poisson).',
	},
	spread: {
		en: 'From {failures} failures of {assets} assets. Counts vary {dispersion} times as much as chance has them vary, so intervals are made wider for it (negative binomial, theta {theta}).',
		af: 'Uit {failures} falings van {assets} bates. Tellings wissel {dispersion} keer soveel as wat toeval hulle laat wissel, dus word intervalle daarvoor wyer gemaak (negatief binomiaal, theta {theta}).',
		xh: 'Kwiimpazamo ezili-{failures} zempahla eli-{assets}. Ubalo luguquguquka ka-{dispersion} kunoko ithamsanqa lilwenzayo, ngoko uluhlu lwenziwa banzi (negative binomial, theta {theta}).',
	},
	not: {
		en: 'What goes with failures need not cause them: soil, traffic and pressure are not in the register, and may go with a material or an age.',
		af: 'Wat met falings saamgaan, hoef dit nie te veroorsaak nie: grond, verkeer en druk staan nie in die register nie, en kan met ’n materiaal of ’n ouderdom saamgaan.',
		xh: 'Okuhamba neempazamo akuyomfuneko ukuba kuzibangele: umhlaba, izithuthi noxinzelelo azikho kwirejista, kwaye zisenokuhamba nesixhobo okanye ubudala.',
	},
	thin: {
		en: 'Fewer than ten failures for each thing compared: take these figures as a hint, not as a finding.',
		af: 'Minder as tien falings vir elke ding wat vergelyk word: neem hierdie syfers as ’n wenk, nie as ’n bevinding nie.',
		xh: 'Iimpazamo zingaphantsi kweshumi kwinto nganye ethelekiswayo: thatha la manani njengophawu, hayi njengesiphumo.',
	},
	silent: {
		en: 'Without a single failure, so that nothing can be said: {what}.',
		af: 'Sonder ’n enkele faling, sodat niks gesê kan word nie: {what}.',
		xh: 'Akukho mpazamo nanye, ngoko akukho nto inokuthethwa: {what}.',
	},
	tied: {
		en: 'Size is left out: here it goes so closely with the rest that the two cannot be told apart.',
		af: 'Grootte is uitgelaat: hier gaan dit so nou met die res saam dat die twee nie onderskei kan word nie.',
		xh: 'Ubungakanani abubalwanga: apha buhamba kakhulu nokunye kangangokuba azinakwahlulwa.',
	},
	some: {
		en: 'Only one of every {step} assets was compared, evenly chosen, because there are so many.',
		af: 'Net een uit elke {step} bates is vergelyk, eweredig gekies, omdat daar so baie is.',
		xh: 'Ithelekiswe inye kuphela kwimpahla eli-{step}, ikhethwe ngokulinganayo, kuba ininzi kakhulu.',
	},
};

const comparable = (it: ClassFacts): boolean => respectsOf(it).length > 0 || sizeOf(it) !== undefined;

function figuresOf(raws: readonly Raw[]): Figure[] {
	const step = Math.ceil(raws.length / most);
	const found = rateRatios(step > 1 ? raws.filter((_, i) => i % step === 0) : raws);
	if (!found) return [];
	const { ratios, ...whole } = found;
	const { undated = 0, unlinked = 0 } = raws[0] ?? {};
	return [{ kind: 'model', ...whole, step: Math.max(1, step), undated, unlinked }, ...ratios.map((it) => ({ kind: 'ratio' as const, ...it }))];
}

function titleOf(asked: Asked, { kind, respect, level }: Term): string {
	const { say } = asked;
	if (kind === 'age') return say(words.age);
	if (kind === 'level') {
		const attribute = respectsOf(classOf(asked))[respect];
		const choice = attribute?.choices?.find(({ id }) => id === level);
		return `${attribute ? say(attribute.title) : ''}: ${choice ? say(choice.title) : level || say(words.unknown)}`;
	}
	const size = sizeOf(classOf(asked));
	return `${size ? say(size.title) : ''}: ${say(kind === 'size' ? words.size : words.unknown)}`;
}

const keyOf = ({ kind, respect, level }: Term): string => (kind === 'level' ? `${respect}:${level}` : kind);

function columnsOf(asked: Asked): Column[] {
	const { say } = asked;
	const unit = say(classOf(asked).geometry === 'LineString' ? words.kmYears : words.assetYears);
	return [
		{ id: 'term', title: say(words.term), kind: 'text' },
		{ id: 'ratio', title: say(words.ratio), kind: 'rate', digits: 2, hint: say(words.ratioHint) },
		{ id: 'interval', title: say(words.interval), kind: 'interval', of: 'ratio', digits: 2 },
		{ id: 'reading', title: say(words.reading), kind: 'text' },
		{ id: 'assets', title: say(words.assets), kind: 'number' },
		{ id: 'exposure', title: say(words.exposure), kind: 'number', unit, digits: 1 },
		{ id: 'failures', title: say(words.failures), kind: 'number' },
	];
}

const readingOf = ({ reference, low, high }: RateRatio): keyof typeof words => {
	if (reference) return 'reference';
	if (low > 1) return 'more';
	return high < 1 ? 'fewer' : 'chance';
};

const rowOf = (asked: Asked, it: RateRatio): AnswerRow => ({
	key: keyOf(it.term),
	place: null,
	cells: {
		...{ term: titleOf(asked, it.term), ratio: it.ratio, interval: [it.low, it.high] satisfies [number, number], reading: asked.say(words[readingOf(it)]) },
		...{ assets: it.assets, exposure: it.exposed, failures: it.failures },
	},
	faint: it.failures < fewFailures ? asked.say(fewText) : null,
	faults: it.failures,
});

/** The respects one after another, each with what the others are compared with first, then the highest. */
const inOrder = (a: RateRatio, b: RateRatio): number =>
	(a.term.respect < 0 ? 99 : a.term.respect) - (b.term.respect < 0 ? 99 : b.term.respect) || Number(b.reference) - Number(a.reference) || b.ratio - a.ratio;

function notesOf(model: Model, compared: number, asked: Asked): string[] {
	const { say, number } = asked;
	const rounded = (value: number): string => number(Math.round(value * 100) / 100);
	const holes = { failures: number(model.failures), assets: number(model.assets), dispersion: rounded(model.dispersion), theta: rounded(model.theta ?? 0) };
	const notes: [boolean, string][] = [
		[true, fill(say(model.theta === null ? words.poisson : words.spread), holes)],
		[true, say(words.not)],
		[model.failures < fewestEach * compared, say(words.thin)],
		[model.silent.length > 0, fill(say(words.silent), { what: model.silent.map((it) => titleOf(asked, it)).join(', ') })],
		[model.withoutSize, say(words.tied)],
		[model.step > 1, fill(say(words.some), { step: number(model.step) })],
	];
	return [...notes.flatMap(([holds, text]) => (holds ? [text] : [])), ...undatedNote(asked, model.undated), ...unlinkedNote(asked, model.unlinked)];
}

const wholeRow = /^(age|size|no-size)$/;

/** Which of the failures stand behind a row. */
function behindSql(asked: Asked, key: string): Sql | undefined {
	const found = /^(\d{1,2}):(.{0,80})$/s.exec(key);
	if (found) return sql`(${levelsSql(classOf(asked))})[${Number(found[1]) + 1}::int] = ${found[2] ?? ''}`;
	if (!wholeRow.test(key)) return undefined;
	return key === 'age' ? sql`true` : sql`(${sizeSql(classOf(asked))} is null) = ${key === 'no-size'}`;
}

export default report<Raw, Figure>({
	id: 'what-goes-with-failures',
	theme: { en: 'What fails', af: 'Wat faal', xh: 'Into eyonakalayo' },
	title: { en: 'What goes with failures', af: 'Wat met falings saamgaan', xh: 'Okuhamba neempazamo' },
	question: {
		en: 'Is it the material, the size or the age that goes with more failures, when all the rest is alike?',
		af: 'Is dit die materiaal, die grootte of die ouderdom wat met meer falings saamgaan, as al die res gelyk is?',
		xh: 'Ngaba yinto eyenziwe ngayo, ubungakanani okanye ubudala obuhamba neempazamo ezininzi, xa konke okunye kufana?',
	},
	definition: {
		en: 'How many times as many failures go with each kind as with the one of which most failures are known, with twice the size, and with ten more years of age, while all the others are held alike: a rate of one material alone mixes it with the age and the diameter it happens to have. The failures of each asset are in proportion to its length and the time it was in service and recorded; age is that in the middle of this time, not that of today. Where counts vary more than chance has them vary, intervals are widened for it. An interval that holds 1 may be chance.',
		af: 'Hoeveel keer soveel falings met elke soort saamgaan as met die een waarvan die meeste falings bekend is, met twee keer die grootte, en met tien jaar meer ouderdom, terwyl al die ander gelyk gehou word: die koers van een materiaal alleen vermeng dit met die ouderdom en deursnee wat dit toevallig het. Die falings van elke bate is in verhouding tot sy lengte en die tyd wat dit in diens en aangeteken was; ouderdom is dié in die middel van hierdie tyd, nie vandag s’n nie. Waar tellings meer wissel as wat toeval hulle laat wissel, word intervalle daarvoor verbreed. ’n Interval waarin 1 lê, kan toeval wees.',
		xh: 'Iimpazamo ziphindwe kangaphi kuhlobo ngalunye kunolo luneempazamo ezininzi ezaziwayo, kubungakanani obuphindwe kabini, nakwiminyaka elishumi yobudala, ngelixa konke okunye kugcinwa kufana: izinga lesixhobo esinye sodwa lisixuba nobudala nobubanzi esinabo. Iimpazamo zempahla nganye zilingana nobude bayo nexesha ebisebenza kwaye irekhodwa ngalo; ubudala bobo basembindini weli xesha, hayi obanamhlanje. Apho ubalo luguquguquka ngaphezu kwethamsanqa, uluhlu luyandiswa. Uluhlu oluno-1 lusenokuba lithamsanqa.',
	},
	source: {
		en: 'Faults and asset register of this system; negative binomial regression by maximum likelihood (as R’s glm.nb), else Poisson.',
		af: 'Foute en bateregister van hierdie stelsel; negatief binomiale regressie deur maksimum waarskynlikheid (soos R se glm.nb), anders Poisson.',
		xh: 'Iimpazamo nerejista yempahla yale nkqubo; negative binomial regression ngamathuba aphezulu (njenge-glm.nb ka-R), okanye Poisson.',
	},
	parameters: [classParameter(comparable, 'water-pipes'), modeParameter(comparable), ...periodParameters, areaParameter],

	query: (asked) => sql`
		with failure as (${failureSql(asked, sql`asset.id`)}),
		failed as (select failure.part as id, count(*)::int as failures from failure group by failure.part)
		select ${levelsSql(classOf(asked))} as levels, ${sizeSql(classOf(asked))} as size, coalesce(failed.failures, 0) as failures,
		       ${middleAgeSql(asked)} as age, ${watchedForSql(asked, classOf(asked))} as exposed,
		       (${unlinkedSql(asked)}) as unlinked,
		       (select count(*)::int from asset where ${watchedSql(asked, classOf(asked))} and asset.installed_on is null) as undated
		from asset
		left join failed on failed.id = asset.id
		where ${watchedSql(asked, classOf(asked))} and asset.installed_on is not null
		order by asset.id`,

	heavy: { edition: 2, work: figuresOf },

	answer: (figures, asked) => {
		const ratios = figures.flatMap((it) => (it.kind === 'ratio' ? [it] : [])).sort(inOrder);
		const model = figures.find((it) => it.kind === 'model');
		return {
			about: aboutOf(asked),
			columns: columnsOf(asked),
			rows: ratios.map((it) => rowOf(asked, it)),
			notes: model ? notesOf(model, ratios.filter((it) => !it.reference).length, asked) : [],
			chart: {
				kind: 'ranked',
				label: 'term',
				value: 'ratio',
				interval: 'interval',
				reference: { value: 1, title: asked.say(words.alike) },
				title: asked.say(words.ratio),
			},
			geography: null,
		};
	},

	behind: oneByOne((asked: Asked, key) => {
		const which = behindSql(asked, key);
		return which === undefined
			? undefined
			: sql`select failure.id from (${failureSql(asked, sql`asset.id`)}) as failure join asset on asset.id = failure.part
				where ${watchedSql(asked, classOf(asked))} and asset.installed_on is not null and ${which}`;
	}),
});
