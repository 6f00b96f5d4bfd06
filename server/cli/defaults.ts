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

const afterHours: Readonly<Record<string, string>> = {
	en: 'Our offices are closed, but this number is answered. Phone now: this form is only read when they open.',
	af: 'Ons kantore is toe, maar hierdie nommer word beantwoord. Bel nou: hierdie vorm word eers gelees wanneer hulle oopmaak.',
	xh: 'Ii-ofisi zethu zivaliwe, kodwa le nombolo iyaphendulwa. Tsalela umnxeba ngoku: le fomu ifundwa kuphela xa zivuliwe.',
};

const among = <T>(all: Readonly<Record<string, T>>, languages: readonly string[]): Record<string, T> =>
	Object.fromEntries(languages.flatMap((it) => (all[it] === undefined ? [] : [[it, all[it] as T]])));

/** What is said about emergencies, in the languages that are spoken and known here; English where none of them is. Words of their own are added later. */
export function emergencyWordsFor(languages: readonly string[]): {
	text: Record<string, string>;
	afterHours: Record<string, string>;
	words: Record<string, string[]>;
} {
	const known = languages.some((it) => emergencyText[it] !== undefined) ? languages : ['en'];
	return { text: among(emergencyText, known), afterHours: among(afterHours, known), words: {} };
}
