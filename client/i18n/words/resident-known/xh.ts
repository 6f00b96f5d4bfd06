import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'known.expected': 'Kufanele kugqitywe ngomhla we-{date}.',
	'known.look': 'Bona okwenziwayo',
	'known.outage': 'Sicinga ukuba siyazi ngale nto',
	'known.outageText':
		'Ukususela ngomhla we-{date} kufike {reports|one:ingxelo enye|other:iingxelo ezingu-#} ze-“{title}” ezivela kule ndawo. Mhlawumbi yimpazamo enye enkulu, kwaye siyazi ngayo.',
	'known.outageToo': 'Usengayixela: ukuba ushiya idilesi, siya kukuxelela xa iphelile.',
	'nearby.title': 'Okunokuba nengxaki kwizinto ezikufutshane nawe',
	'notices.coming': 'Ukusuka ngo-{from} ukuya ku-{until}',
	'notices.here': 'Apho ukhoyo',
	'notices.interruption': 'Ukuphazamiseka okucwangcisiweyo',
	'notices.list': 'Umsebenzi nokuphazamiseka okubhengeziweyo',
	'notices.now': 'Ngoku, ukuya ku-{until}',
	'notices.onMap': 'Yibone emaphini',
	'notices.outage': 'Ukucima esikwaziyo',
	'notices.road-works': 'Imisebenzi yendlela',
	'notices.wards': 'Kwi-{wards}',
	'others.goOn': 'Usengayithumela ingxelo yakho. Siya kubadlulisela yona.',
	'others.title': 'Le yeka-{name}',
	'others.write': 'Babhalele',
	'others.site': 'Yixele kwiphepha labo',
	'scan.close': 'Vala ikhamera',
	'scan.failed': 'Akukho khowudi yethu kulo mfanekiso. Zama kwakhona usondele, okanye uchwetheze inombolo.',
	'scan.photo': 'Fota ikhowudi',
	'scan.title': 'Bamba ikhowudi phakathi',
	'scan.unknown': 'Asiyazi inombolo {number}. Phinda uyijonge, okanye usibonise indawo.',
};
