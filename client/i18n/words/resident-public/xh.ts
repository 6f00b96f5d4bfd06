import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'age.any': 'Nangaluphi na ixesha',
	'age.label': 'Yaziwa ixesha',
	'age.month': 'Ukuya kwinyanga',
	'age.old': 'Ngaphezu kweenyanga ezintathu',
	'age.older': 'Ngaphezu kwenyanga',
	'age.week': 'Ukuya kwiveki',
	'map.alerts': 'Ndazise ngezintsha',
	'map.data': 'Idatha evulelekileyo',
	'map.feed': 'Ifidi',
	'map.find': 'Khangela isitalato okanye indawo',
	'map.more': 'Okungakumbi ngezi mpazamo',
	'map.street': '{street} kuphela',
	'map.wards': 'Iiwadi ngamanani',
};
