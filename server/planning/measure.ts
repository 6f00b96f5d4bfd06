import type { Column } from './contract.ts';

type Text = Readonly<Record<string, string>>;

/** What there was of a class in one part of the town, and for how long. */
interface Service {
	readonly assetYears: number;
	readonly kmYears: number;
}

/** How failures of a class are related to what there is of it. */
export interface Measure {
	readonly per: number;
	readonly unit: Text;
	readonly exposureUnit: Text;
	readonly exposure: (row: Service) => number;
}

const byCount: Measure = {
	per: 1000,
	unit: { en: 'per 1,000 assets and year', af: 'per 1 000 bates en jaar', xh: 'kwimpahla ezili-1 000 ngonyaka' },
	exposureUnit: { en: 'asset-years', af: 'bate-jare', xh: 'iminyaka yempahla' },
	exposure: (row) => row.assetYears,
};

const byLength: Measure = {
	per: 100,
	unit: { en: 'per 100 km and year', af: 'per 100 km en jaar', xh: 'kwi-100 km ngonyaka' },
	exposureUnit: { en: 'km-years', af: 'km-jare', xh: 'iminyaka ye-km' },
	exposure: (row) => row.kmYears,
};

/** Lines are counted by their length, all else one by one. */
export const measureFor = ({ geometry }: { geometry: string }): Measure => (geometry === 'LineString' ? byLength : byCount);

/** What figures of failures and of time in service are called. */
export const rateWords = {
	assets: { en: 'Assets', af: 'Bates', xh: 'Impahla' },
	exposure: { en: 'Time in service', af: 'Tyd in diens', xh: 'Ixesha lokusebenza' },
	exposureHint: {
		en: 'How much was in service, and for how long, within the period.',
		af: 'Hoeveel in diens was, en vir hoe lank, binne die tydperk.',
		xh: 'Ubungakanani obebusebenza, nexesha elide kangakanani, kweli xesha.',
	},
	failures: { en: 'Failures', af: 'Falings', xh: 'Iimpazamo' },
	rate: { en: 'Rate', af: 'Koers', xh: 'Izinga' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	intervalHint: {
		en: 'Where the true rate lies in 95 of 100 such cases (Garwood, exact).',
		af: 'Waar die ware koers in 95 van 100 sulke gevalle lê (Garwood, eksak).',
		xh: 'Apho izinga lenene likhoyo kumatyeli angama-95 kwali-100 (Garwood).',
	},
	shrunk: { en: 'Balanced rate', af: 'Gebalanseerde koers', xh: 'Izinga elilinganisiweyo' },
	shrunkHint: {
		en: 'The rate pulled towards the whole town’s, the more the less there was to see (empirical Bayes, Marshall). The map shows this one.',
		af: 'Die koers nader getrek aan die hele dorp s’n, hoe meer hoe minder daar te sien was (empiriese Bayes, Marshall). Die kaart wys hierdie een.',
		xh: 'Izinga elisondezwe kwelidolophu yonke, ngakumbi apho kuncinci okubonwayo (empirical Bayes, Marshall). Imaphu ibonisa eli.',
	},
	whole: { en: 'Whole municipality', af: 'Hele munisipaliteit', xh: 'Umasipala wonke' },
};

/** The columns of a rate: what there was and for how long, failures, the rate with its interval, and the balanced one. */
export const rateColumns = (say: (text: Text) => string, { unit, exposureUnit, per }: Measure): Column[] => [
	{ id: 'assets', title: say(rateWords.assets), kind: 'number' },
	{ id: 'exposure', title: say(rateWords.exposure), kind: 'number', unit: say(exposureUnit), digits: 1, hint: say(rateWords.exposureHint), adds: true },
	{ id: 'failures', title: say(rateWords.failures), kind: 'number', adds: true },
	{ id: 'rate', title: say(rateWords.rate), kind: 'rate', unit: say(unit), digits: 1, ratio: { count: 'failures', exposure: 'exposure', per } },
	{ id: 'interval', title: say(rateWords.interval), kind: 'interval', of: 'rate', unit: say(unit), digits: 1, hint: say(rateWords.intervalHint) },
	{ id: 'shrunk', title: say(rateWords.shrunk), kind: 'rate', unit: say(unit), digits: 1, hint: say(rateWords.shrunkHint) },
];
