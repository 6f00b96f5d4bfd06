import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'code.title': 'Ngoku ikhowudi',
	'code.why': 'Vula i-app yokuqinisekisa kwifowuni yakho uze uchwetheze amanani amathandathu ewabonisela u-{email}.',
	'code.field': 'Ikhowudi',
	'code.hint': 'Akukho fowuni kufutshane? Chwetheza enye yeekhowudi zakho zokubuyisela.',
	'code.wrong': 'Le khowudi ayichanekanga, okanye sele isetyenzisiwe. Linda elandelayo uze uzame kwakhona.',
	'elsewhere.button': 'Ngena nge-{name}',
	'elsewhere.nameless': 'akhawunti yombutho wakho',
	'elsewhere.or': 'okanye ngegama lokugqithisa olikhethe apha',
	'elsewhere.nobody': 'Ungene apho, kodwa akukho akhawunti apha ihambelana naleyo. Cela umlawuli akumeme ngedilesi ye-imeyile efanayo.',
	'elsewhere.factor':
		'Iakhawunti yakho apha ifuna inyathelo lesibini, kwaye indlela yokungena yombutho wakho ayitshongo ukuba ilicelile. Ngena ngegama lokugqithisa nekhowudi yakho.',
	'elsewhere.cancelled': 'Ukungena kumisiwe. Akukho nto itshintshileyo; zama kwakhona nanini na ufuna.',
	'elsewhere.failed': 'Ukungena apho akusebenzanga. Zama kwakhona; ukuba kuyenzeka kwakhona, xelela umlawuli.',
	'elsewhere.away': 'Indlela yokungena yombutho wakho ayiphenduli okwangoku. Zama kwakhona emva kwemizuzu embalwa, okanye usebenzise igama lokugqithisa.',
};
