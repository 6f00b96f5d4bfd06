import { financialYearFrom, financialYearOf } from '../../maths/financial-year.ts';
import { exposureRate } from '../../maths/rates.ts';
import { shareOf } from '../../maths/shares.ts';
import { sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	areaParameter,
	type Column,
	fewFailures,
	fewText,
	fill,
	oneByOne,
	type ParameterFile,
	placeOf,
	report,
	type Setting,
	type Text,
} from './index.ts';
import { countedFaultsSql, indicatorsSql, type Period, periodsOf } from './statutory/queries.ts';
import { words } from './statutory/words.ts';

interface Raw {
	code: string;
	source: string;
	title: Text;
	kind: 'per-km' | 'per-km-year' | 'answered' | 'fixed' | 'in-standard';
	per: number | null;
	hours: number | null;
	target: number | null;
	verified: boolean;
	/** 1 to 4; 0 is the whole year. */
	slot: number;
	counted: number;
	met: number;
	km: number | null;
	kmYears: number | null;
}

interface Value {
	value: number;
	low: number;
	high: number;
}

const slots = [1, 2, 3, 4] as const;

/** The figure of one indicator in one period; a share in per cent. */
function figureOf({ kind, per, counted, met, km, kmYears }: Raw): Value | null {
	if (per === null) {
		const share = shareOf(met, counted);
		return share ? { value: 100 * share.share, low: 100 * share.low, high: 100 * share.high } : null;
	}
	const rate = exposureRate(counted, (kind === 'per-km' ? km : kmYears) ?? 0, per);
	return rate ? { value: rate.rate, low: rate.low, high: rate.high } : null;
}

function unitOf({ say, number }: Asked, { kind, per }: Raw): string {
	if (per === null) return say(words.percent);
	return fill(say(kind === 'per-km' ? words.perKm : words.perKmYear), { per: number(per) });
}

/** The period whose faults are counted and shown: a quarter, or the year. */
const chosenSlot = ({ values }: Asked): number => Number(values['quarter'] ?? 0);
const chosenPeriod = (asked: Asked): Period | undefined => periodsOf(asked).find(({ slot }) => slot === chosenSlot(asked));

function columnsOf(asked: Asked): Column[] {
	const { say } = asked;
	const quarters = slots.map((n): Column => ({ id: `q${n}`, title: fill(say(words.quarter), { n: String(n) }), kind: 'rate', digits: 2 }));
	return [
		{ id: 'source', title: say(words.source), kind: 'text' },
		{ id: 'code', title: say(words.code), kind: 'text' },
		{ id: 'indicator', title: say(words.indicator), kind: 'text' },
		...quarters,
		{ id: 'year', title: say(words.year), kind: 'rate', digits: 2 },
		{ id: 'unit', title: say(words.unit), kind: 'text' },
		{ id: 'target', title: say(words.target), kind: 'rate', digits: 2 },
		{ id: 'reached', title: say(words.reached), kind: 'text' },
		{ id: 'counted', title: say(words.counted), kind: 'number' },
		{ id: 'share', title: say(words.share), kind: 'rate', unit: '%', digits: 1 },
		{ id: 'shareInterval', title: say(words.interval), kind: 'interval', of: 'share', unit: '%', digits: 1 },
		{ id: 'rate', title: say(words.rate), kind: 'rate', digits: 2 },
		{ id: 'rateInterval', title: say(words.interval), kind: 'interval', of: 'rate', digits: 2 },
		{ id: 'checked', title: say(words.checked), kind: 'text' },
	];
}

function reachedOf({ per, target }: Raw, value: number | undefined): keyof typeof words {
	if (target === null || value === undefined) return 'without';
	return (per === null ? value >= target : value <= target) ? 'yes' : 'no';
}

const spanOf = (it: Value | null): [number, number] | null => (it ? [it.low, it.high] : null);

function rowOf(asked: Asked, own: readonly Raw[]): AnswerRow[] {
	const [raw] = own;
	if (!raw) return [];
	const { say } = asked;
	const chosen = own.find(({ slot }) => slot === chosenSlot(asked));
	const counted = chosen?.counted ?? 0;
	const at = (slot: number): number | null => {
		const found = own.find((it) => it.slot === slot);
		return found ? (figureOf(found)?.value ?? null) : null;
	};
	const value = chosen ? figureOf(chosen) : null;
	const [share, rate] = raw.per === null ? [value, null] : [null, value];
	const cells = {
		...{ source: raw.source, code: raw.code, indicator: say(raw.title), unit: unitOf(asked, raw), target: raw.target, counted },
		...{ q1: at(1), q2: at(2), q3: at(3), q4: at(4), year: at(0), reached: say(words[reachedOf(raw, value?.value)]) },
		...{ share: share?.value ?? null, shareInterval: spanOf(share), rate: rate?.value ?? null, rateInterval: spanOf(rate) },
		checked: say(raw.verified ? words.yes : words.unverified),
	};
	return [{ key: raw.code, place: null, cells, faint: counted < fewFailures ? say(fewText) : null, faults: counted }];
}

function notesOf(asked: Asked, raws: readonly Raw[]): string[] {
	const { say, today, values, financialYearMonth } = asked;
	const open = [...new Set(raws.filter(({ verified }) => !verified).map(({ code }) => code))];
	const period = chosenPeriod(asked);
	const year = financialYearFrom(Number(values['year']), financialYearMonth);
	const ends = (year.quarters[chosenSlot(asked) - 1] ?? year).to;
	const notes: [boolean, string][] = [
		[open.length > 0, fill(say(words.memory), { codes: open.join(', ') })],
		[period !== undefined && ends > today, say(words.running)],
		[period === undefined, say(words.future)],
		[true, say(words.undecided)],
	];
	return notes.flatMap(([holds, text]) => (holds ? [text] : []));
}

/** Financial years since records began, the latest first; no more than ten. */
function yearsOf({ today, registerFrom, financialYearMonth }: Setting): { id: string; title: Text }[] {
	const latest = financialYearOf(today, financialYearMonth).begins;
	const first = Math.max(latest - 9, Math.min(latest, financialYearOf(registerFrom, financialYearMonth).begins));
	return Array.from({ length: latest - first + 1 }, (_, back) => {
		const { begins, name } = financialYearFrom(latest - back, financialYearMonth);
		return { id: String(begins), title: { en: name } };
	});
}

const yearParameter: ParameterFile = {
	...{ id: 'year', title: words.financialYear, kind: 'choice', choices: yearsOf },
	fallback: ({ today, financialYearMonth }) => String(financialYearOf(today, financialYearMonth).begins),
};

const quarterTitle = (n: number): Text => ({
	en: fill(words.quarter.en, { n: String(n) }),
	af: fill(words.quarter.af, { n: String(n) }),
	xh: fill(words.quarter.xh, { n: String(n) }),
});

const quarterParameter: ParameterFile = {
	...{ id: 'quarter', title: words.period, kind: 'choice', fallback: () => '0' },
	choices: () => [{ id: '0', title: words.wholeYear }, ...slots.map((n) => ({ id: String(n), title: quarterTitle(n) }))],
};

export default report<Raw>({
	id: 'statutory-indicators',
	theme: { en: 'What is asked of us', af: 'Wat van ons gevra word', xh: 'Oko kufunwa kuthi' },
	title: { en: 'Statutory indicators', af: 'Statutêre aanwysers', xh: 'Izalathisi zomthetho' },
	question: {
		en: 'What do we report for each quarter, and which very faults are behind each figure?',
		af: 'Wat rapporteer ons vir elke kwartaal, en watter presiese foute staan agter elke syfer?',
		xh: 'Sixela ntoni kwikota nganye, kwaye zeziphi kanye iimpazamo ezisemva kwenani ngalinye?',
	},
	definition: {
		en: 'Each indicator is data that administrators keep: its code and wording, which failures count, one of the formulas the system knows, a target. Per km: failures within the period on the municipality’s lines, divided by the kilometres in service on its last day. Per km and year: divided by kilometres times years in service and recorded within it. In time: of the faults reported within the period whose verdict has fallen, those on which work began (a crew set out, or it was fixed) or which were fixed within the hours, or fixed within the service standard. Rejected, not found, not ours and merged faults do not count. Quarters are those of the financial year.',
		af: 'Elke aanwyser is data wat administrateurs onderhou: sy kode en bewoording, watter falings tel, een van die formules wat die stelsel ken, ’n teiken. Per km: falings binne die tydperk op die munisipaliteit se lyne, gedeel deur die kilometers in diens op sy laaste dag. Per km en jaar: gedeel deur kilometers maal jare in diens en aangeteken daarin. Betyds: van die foute wat binne die tydperk aangemeld is en waaroor die uitslag geval het, dié waaraan werk begin het (’n span het vertrek, of dit is reggemaak) of wat reggemaak is binne die ure, of reggemaak binne die diensstandaard. Verwerpte, nie gevonde, nie ons s’n en saamgevoegde foute tel nie. Kwartale is dié van die finansiële jaar.',
		xh: 'Isalathisi ngasinye yidatha egcinwa ngabalawuli: ikhowudi namagama aso, iimpazamo ezibalwayo, enye yeefomyula ezaziwa yinkqubo, ekujoliswe kuko. Kwi-km: iimpazamo zexesha kwimigca kamasipala, zahlulwe ngeekhilomitha ezisebenzayo ngosuku lokugqibela. Kwi-km ngonyaka: zahlulwe ngeekhilomitha ziphindwe ngeminyaka yokusebenza nokurekhodwa. Ngexesha: kwiimpazamo ezixelwe kweli xesha esele zigqityiwe, ezo umsebenzi wazo uqalile (iqela liphumile, okanye ilungisiwe) okanye zilungiswe kwiiyure ezo, okanye zilungiswe ngexesha elimiselweyo. Ezaliweyo, ezingafunyanwanga, ezingezozethu nezidityanisiweyo azibalwa. Iikota zezonyaka-mali.',
	},
	source: {
		en: 'Faults, work orders and asset register of this system; exact intervals by Garwood (1936), of shares by Wilson (1927). Codes of MFMA Circular 88 and IBNET from memory, to be verified.',
		af: 'Foute, werkopdragte en bateregister van hierdie stelsel; eksakte intervalle volgens Garwood (1936), van aandele volgens Wilson (1927). Kodes van MFMA-omsendbrief 88 en IBNET uit die geheue, moet geverifieer word.',
		xh: 'Iimpazamo, imiyalelo yomsebenzi nerejista yempahla yale nkqubo; uluhlu ngokukaGarwood (1936), lwezabelo ngokukaWilson (1927). Iikhowudi zeMFMA Circular 88 ne-IBNET zivela enkumbulweni, maziqinisekiswe.',
	},
	parameters: [yearParameter, quarterParameter, areaParameter],
	query: indicatorsSql,

	answer: (raws, asked) => {
		const { name, quarters } = financialYearFrom(Number(asked.values['year']), asked.financialYearMonth);
		const quarter = quarters[chosenSlot(asked) - 1] && asked.say(quarterTitle(chosenSlot(asked)));
		const codes = [...new Set(raws.map(({ code }) => code))];
		return {
			about: [name, quarter, placeOf(asked)].filter(Boolean).join(' · '),
			columns: columnsOf(asked),
			rows: codes.flatMap((code) =>
				rowOf(
					asked,
					raws.filter((it) => it.code === code),
				),
			),
			notes: notesOf(asked, raws),
			chart: { kind: 'ranked', label: 'indicator', value: 'share', interval: 'shareInterval', reference: null, title: `${asked.say(words.share)}, %` },
			geography: null,
		};
	},

	behind: oneByOne((asked: Asked, key) => {
		const period = chosenPeriod(asked);
		if (key.length > 30) return undefined;
		return period ? countedFaultsSql(asked, period, key) : sql`select fault.id from fault where false`;
	}),
});
