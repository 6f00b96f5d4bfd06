import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'compare.apart': 'Izithuba azidibani: kungaphezu kwethamsanqa',
	'compare.chart': 'Zombini kumlinganiselo omnye',
	'compare.described': '{title}. {count|one:Umqolo o-#|other:Imiqolo eyi-#}, amanani amabini ngamnye nezithuba zawo; itheyibhile inokufanayo.',
	'compare.difference': 'Umahluko',
	'compare.end': 'Phelisa uthelekiso',
	'compare.first': 'Eyokuqala',
	'compare.firstOnly': 'Kuzotywe imiqolo yokuqala eyi-{count} kweyi-{total}; itheyibhile inayo yonke.',
	'compare.how':
		'Umahluko linani lokuqala kuthatyathwe elesibini. Apho izithuba ezibini ze-95 % zingadibaniyo, ithamsanqa lodwa alifane lenze umahluko onjalo; apho zidibanayo, linakho.',
	'compare.map': 'Umahluko kwimaphu',
	'compare.mayBeChance': 'Izithuba ziyadibana: inokuba lithamsanqa',
	'compare.noInterval': 'Akukho sithuba sokugweba ngaso',
	'compare.nothing': 'Akukho nto yokubekwa ecaleni kwenye',
	'compare.nothingHint': 'Iimpendulo ezimbini azinamqolo zabelana ngawo onenani kuzo zombini. Tshintsha oko kubuzwayo ngasentla.',
	'compare.oneOnly': 'Inye kuphela kwezi zimbini enenani',
	'compare.overlap': 'Izithuba ziyadibana: inokuba lithamsanqa',
	'compare.second': 'Eyesibini',
	'compare.start': 'Thelekisa ne…',
	'compare.table': 'Ecaleni kwenye',
	'compare.verdict': 'Ngaba lithamsanqa?',
	'compare.with': 'Okuthelekiswa nako',
};
