import { departments as codes, type Department } from '../../gis-layers/index.ts';

/** The departments that failure modes are routed to by default; edited later. */
const titles: Readonly<Record<Department, Record<string, string>>> = {
	electricity: { en: 'Electricity', af: 'Elektrisiteit', xh: 'Umbane' },
	water: { en: 'Water', af: 'Water', xh: 'Amanzi' },
	sewer: { en: 'Sewerage', af: 'Riool', xh: 'Ugutyulo' },
	roads: { en: 'Roads', af: 'Paaie', xh: 'Iindlela' },
	stormwater: { en: 'Stormwater', af: 'Stormwater', xh: 'Amanzi emvula' },
	parks: { en: 'Parks and public ground', af: 'Parke en openbare grond', xh: 'Iipaki nemihlaba yoluntu' },
	waste: { en: 'Waste and cleansing', af: 'Afval en skoonmaak', xh: 'Inkunkuma nococeko' },
	traffic: { en: 'Traffic', af: 'Verkeer', xh: 'Izithuthi' },
};

export const departments: { code: string; title: Record<string, string> }[] = codes.map((code) => ({ code, title: titles[code] }));

const emergencyText: Readonly<Record<string, string>> = {
	en: 'Is somebody in danger? Phone now: this form is not for emergencies.',
	af: 'Is iemand in gevaar? Bel nou: hierdie vorm is nie vir noodgevalle nie.',
	xh: 'Ukho umntu osengozini? Tsalela umnxeba ngoku: le fomu ayiyonxeba likaxakeka.',
};

const emergencyWords: Readonly<Record<string, readonly string[]>> = {
	en: [
		'fire',
		'burning',
		'sparks',
		'live wire',
		'electrocuted',
		'shock',
		'gas leak',
		'smell gas',
		'explosion',
		'drowning',
		'trapped',
		'somebody fell',
		'injured',
	],
	af: ['brand', 'vlamme', 'vonke', 'lewendige draad', 'geskok', 'gaslek', 'ruik gas', 'ontploffing', 'verdrink', 'vasgekeer', 'iemand het geval', 'beseer'],
	xh: ['umlilo', 'iyatsha', 'iintlantsi', 'umbane uyabetha', 'ukuvuza kwegesi', 'ivumba legesi', 'uqhushumbo', 'uyarhaxwa', 'uvaleleke', 'wenzakele'],
};

const among = <T>(all: Readonly<Record<string, T>>, languages: readonly string[]): Record<string, T> =>
	Object.fromEntries(languages.flatMap((it) => (all[it] === undefined ? [] : [[it, all[it] as T]])));

/** What is said about emergencies, in the languages that are spoken and known here; English where none of them is. */
export function emergencyWordsFor(languages: readonly string[]): { text: Record<string, string>; words: Record<string, string[]> } {
	const text = among(emergencyText, languages);
	const words = among(emergencyWords, languages);
	return {
		text: Object.keys(text).length ? text : among(emergencyText, ['en']),
		words: Object.fromEntries(Object.entries(words).map(([language, list]) => [language, [...list]])),
	};
}
