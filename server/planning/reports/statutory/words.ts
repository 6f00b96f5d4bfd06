import type { Text } from '../index.ts';

/** The words of the statutory indicators. */
export const words = {
	code: { en: 'Code', af: 'Kode', xh: 'Ikhowudi' },
	source: { en: 'Asked for by', af: 'Gevra deur', xh: 'Icelwa ngu' },
	indicator: { en: 'Indicator', af: 'Aanwyser', xh: 'Isalathisi' },
	quarter: { en: 'Quarter {n}', af: 'Kwartaal {n}', xh: 'Ikota {n}' },
	year: { en: 'Year', af: 'Jaar', xh: 'Unyaka' },
	unit: { en: 'Unit', af: 'Eenheid', xh: 'Iyunithi' },
	counted: { en: 'Faults counted', af: 'Foute getel', xh: 'Iimpazamo ezibaliweyo' },
	rate: { en: 'Rate', af: 'Koers', xh: 'Izinga' },
	share: { en: 'In time', af: 'Betyds', xh: 'Ngexesha' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	target: { en: 'Target', af: 'Teiken', xh: 'Ekujoliswe kuko' },
	reached: { en: 'Reached?', af: 'Bereik?', xh: 'Ifikelelwe?' },
	yes: { en: 'yes', af: 'ja', xh: 'ewe' },
	no: { en: 'no', af: 'nee', xh: 'hayi' },
	without: { en: 'no target', af: 'geen teiken', xh: 'akukho njongo' },
	checked: { en: 'Checked', af: 'Nagegaan', xh: 'Iqinisekisiwe' },
	unverified: { en: 'to be verified by the municipality', af: 'moet deur die munisipaliteit geverifieer word', xh: 'makuqinisekiswe ngumasipala' },
	perKm: { en: 'for each {per} km', af: 'vir elke {per} km', xh: 'kwi-{per} km' },
	perKmYear: { en: 'for each {per} km and year', af: 'vir elke {per} km en jaar', xh: 'kwi-{per} km ngonyaka' },
	percent: { en: '% in time', af: '% betyds', xh: '% ngexesha' },
	financialYear: { en: 'Financial year', af: 'Finansiële jaar', xh: 'Unyaka-mali' },
	period: { en: 'Faults of', af: 'Foute van', xh: 'Iimpazamo ze' },
	wholeYear: { en: 'The whole year', af: 'Die hele jaar', xh: 'Unyaka wonke' },
	memory: {
		en: 'Codes, wording and formulas that came with the system are from memory and have to be verified against the circular before a figure leaves the house: {codes}. Administrators say so in the console.',
		af: 'Kodes, bewoording en formules wat saam met die stelsel gekom het, is uit die geheue en moet teen die omsendbrief geverifieer word voordat ’n syfer die huis verlaat: {codes}. Administrateurs sê dit in die konsole.',
		xh: 'Iikhowudi, amagama neefomyula eze nenkqubo zivela enkumbulweni kwaye kufuneka ziqinisekiswe kwisetyhula phambi kokuba inani liphume endlini: {codes}. Abalawuli bakuxela oko kwikhonsoli.',
	},
	running: {
		en: 'The period is not over: it counts until today.',
		af: 'Die tydperk is nog nie verby nie: dit tel tot vandag.',
		xh: 'Ixesha alikapheli: libala kude kube namhlanje.',
	},
	undecided: {
		en: 'Shares leave out faults that are open and still within their limit. What is per km is not made a year’s; what is per km and year is.',
		af: 'Aandele laat foute uit wat oop en nog binne hul perk is. Wat per km is, word nie ’n jaar s’n gemaak nie; wat per km en jaar is, wel.',
		xh: 'Izabelo azibali iimpazamo ezivulekileyo ezisephakathi komda wazo. Okukwi-km akwenziwa konyaka; okukwi-km ngonyaka kuyenziwa.',
	},
	future: { en: 'This year has not begun.', af: 'Hierdie jaar het nog nie begin nie.', xh: 'Lo nyaka awukaqali.' },
} satisfies Record<string, Text>;
