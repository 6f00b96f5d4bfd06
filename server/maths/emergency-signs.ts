/** Kinds of danger that words can tell of. */
export type Danger = 'fire' | 'electricity' | 'gas' | 'burst' | 'drowning' | 'person' | 'collapse';

/**
 * Words that tell of danger, by kind and language. A pattern is words in their order, with up to two others between them: `a|b` is either, `spark*` how a word
 * begins, `~gesi` what it holds (isiXhosa binds its words together), all else the whole word.
 */
export const dangerSigns: Readonly<Record<Danger, Readonly<Record<string, readonly string[]>>>> = {
	fire: {
		en: [
			'fire',
			'flames|flame',
			'house|home|shack|box|kiosk|transformer|substation|wire|wires|cable|cables|veld|rubbish burning|burns',
			'burning house|shack|wire|wires|cable|cables|box|transformer|smell',
			'smoke coming|from|out',
			'explo*',
		],
		af: [
			'aan brand',
			'huis|hut|kas|kabel|kabels|drade|transformator|substasie|veld|gras|vullis brand',
			'veldbrand*',
			'vlam*',
			'vuur',
			'rook kom|uit',
			'ontplof*',
		],
		xh: ['umlilo|ngumlilo|nomlilo', 'kuyatsha|iyatsha|uyatsha|liyatsha|ziyatsha', 'iyavutha|uyavutha|kuyavutha', 'amadangatye', 'umsi', '~qhushumb'],
	},
	electricity: {
		en: [
			'spark|sparks|sparking|sparked',
			'live|bare|naked|exposed|hanging|fallen wire|wires|cable|cables|line|lines',
			'wire|wires|cable|cables|powerline exposed|bare|hanging|hangs|down|fallen|live',
			'electrocut*',
			'electric shock|shocks',
			'got|get|gets|gives|gave|giving|getting shock|shocks|shocked',
			'shocked|shocks|shocking me|us|him|her|people|person|child|children|dog',
			'shocked by pole|lamp|wire|cable|box|kiosk|fence|light',
		],
		af: [
			'vonk*',
			'lewendige|kaal|los|blootgestelde|oop draad|drade|kabel|kabels',
			'draad|drade|kabel|kabels|kraglyn hang|le|los|kaal|oop|geval',
			'geskok',
			'skok my|ons|hom|haar|mense|kind|kinders|hond',
			'elektriese skok|skokke',
			'kry|gee|gekry|gegee skok|skokke',
		],
		xh: [
			'~ntlants',
			'umbane ~bath|~beth',
			'~bethwa|~bethwe|~banjwa|~banjwe|~bambe ngumbane|umbane',
			'iingcingo|ucingo|iintambo|intambo|iingcingwana|ngcingo zivelile|luvelile|ivelile|ezivelileyo|eluvelileyo|evelileyo|zijinga|lujinga|ijinga|ziwile|luwile|iwile|ziwele|luwele|iwele|zisemhlabeni|luphantsi|ziphantsi',
		],
	},
	gas: {
		en: ['gas leak*', 'leak* gas', 'smell*|smelt gas', 'gas smell*'],
		af: ['gaslek*', 'gas lek|ruik|ontsnap', 'ruik gas', 'reuk gas', 'gasreuk', 'lek gas'],
		xh: ['ivumba ~gesi', '~nuka ~gesi', '~joja ~gesi', '~gesi ~vuz|~nuka', '~vuz ~gesi'],
	},
	burst: {
		en: ['burst|bursted|bursting pipe|pipes|main|mains|waterpipe', 'pipe|pipes|main|mains|waterpipe burst|bursted|bursting|bursts|exploded', 'big burst'],
		af: [
			'pyp|pype|waterpyp|hoofpyp|hoofwaterpyp|hoofleiding gebars|bars',
			'gebarste|gebreekte pyp|waterpyp|hoofpyp|hoofleiding',
			'pypbars*|pypbreuk*|waterpypbreuk*',
		],
		xh: ['~mbhobho|~payipi|~pompo ~gqabhuk|~qhuma|~qhumi|~dubul', '~gqabhukile|~gqabhukileyo'],
	},
	drowning: {
		en: ['drown*', 'child|children|person|someone|somebody|people|man|woman|boy|girl|car swept'],
		af: ['verdrink*', 'kind|kinders|iemand|mense|motor weggespoel'],
		xh: ['~rhaxw', '~tshon emanzini|edamini|emlanjeni|echibini', '~ntu|~ntwana|abantwana|abantu|imoto ~khukulis'],
	},
	person: {
		en: [
			'child|someone|somebody|person|people|man|woman|boy|girl|baby|worker fell|fallen|stuck|trapped|injured|hurt',
			'trapped inside|under|in',
			'injured|unconscious|bleeding',
		],
		af: ['kind|iemand|mens|mense|man|vrou|seun|meisie|dogtertjie|baba|werker geval|vas|vasgekeer|beseer', 'vasgekeer', 'beseer*', 'bewusteloos'],
		xh: [
			'umntu|umntwana|abantwana|abantu|inkwenkwe|intombazana|usana|indoda uwele|owele|bawele|iwele|uwile|bawile|uxinge|uxingile|ulimele|balimele',
			'~valeleke|~valelekile',
			'~nzakele|~nzakala',
			'isiqaqa',
		],
	},
	collapse: {
		en: ['sinkhole|sinkholes', 'caved in', 'road|bridge|wall|building collapsed|collapsing', 'collapsed on|onto'],
		af: ['sinkgat*', 'pad|brug|muur|gebou ingeval|inmekaargestort|ingestort|weggespoel'],
		xh: ['indlela|ibhulorho|ibhuloho ikhukulisekile|ikhukulisiwe|idilikile', 'indlela iwele ngaphakathi', '~dilik'],
	},
};

/** What only sounds like danger: these words are taken out before anything is looked for. */
export const harmless: readonly string[] = [
	'fire hydrant|hydrants|station|brigade|department|engine|extinguisher|wood|escape|break|breaks',
	'spark plug|plugs',
	'shocked|geskok at|about|oor',
	'veldbrand pad',
	'~mpompo yomlilo',
	'~mpompo yokucima umlilo',
	'~cima umlilo',
	'~cima|abacimi|izicimi|~cimi mlilo|bomlilo',
	'burst tyre|tire|geyser',
];

/** Words that deny what follows them, and those that may stand between. */
export const denials: {
	readonly before: readonly string[];
	readonly between: readonly string[];
	readonly or: readonly string[];
	readonly after: readonly string[];
} = {
	before: [
		...['no', 'not', 'isnt', 'arent', 'wasnt', 'dont', 'doesnt', 'didnt', 'without', 'never', 'nothing'],
		...['geen', 'nie', 'sonder', 'nooit'],
		...[
			'akukho',
			'akusekho',
			'akuko',
			'ayikho',
			'awukho',
			'alukho',
			'azikho',
			'asikho',
			'hayi',
			'andiboni',
			'andiva',
			'ngaphandle',
			'ayingo',
			'asingo',
			'ayilo',
		],
	],
	between: [
		...[
			'any',
			'the',
			'a',
			'an',
			'is',
			'are',
			'see',
			'smell',
			'of',
			'more',
			'longer',
			'sign',
			'signs',
			'danger',
			'risk',
			'on',
			'there',
			'yet',
			'visible',
			'real',
		],
		...['enige', 'die', 'n', 'meer', 'sien', 'ruik', 'van', 'tekens', 'gevaar', 'regte', 'aan'],
		...['mqondiso', 'ngozi', 'ya', 'wa', 'we'],
	],
	or: ['or', 'nor', 'of', 'okanye'],
	after: ['nie'],
};

/** Words that are one letter away from a word of danger and mean something else. */
export const lookalikes: readonly string[] = ['frames', 'frame', 'sparkle', 'exposes', 'stripped'];
