import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'age.any': 'Enige ouderdom',
	'age.label': 'Bekend vir',
	'age.month': 'Tot ’n maand',
	'age.old': 'Meer as drie maande',
	'age.older': 'Meer as ’n maand',
	'age.week': 'Tot ’n week',
	'map.alerts': 'Laat weet my van nuwes',
	'map.data': 'Oop data',
	'map.feed': 'Voer',
	'map.find': 'Soek ’n straat of plek',
	'map.more': 'Meer oor hierdie foute',
	'map.street': 'Net {street}',
	'map.wards': 'Wyke in syfers',
};
