import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'known.expected': 'Dit behoort teen {date} klaar te wees.',
	'known.look': 'Kyk wat gedoen word',
	'known.outage': 'Ons dink ons weet hiervan',
	'known.outageText':
		'Sedert {date} het {reports|one:een verslag|other:# verslae} van “{title}” hier uit die omgewing ingekom. Dit is waarskynlik een groot fout, en ons weet daarvan.',
	'known.outageToo': 'Jy kan dit steeds aanmeld: as jy ’n adres gee, sê ons jou wanneer dit verby is.',
	'nearby.title': 'Wat verkeerd kan wees met dit wat naby jou is',
	'notices.coming': 'Van {from} tot {until}',
	'notices.here': 'Waar jy is',
	'notices.interruption': 'Beplande onderbreking',
	'notices.list': 'Aangekondigde werk en onderbrekings',
	'notices.now': 'Nou, tot {until}',
	'notices.onMap': 'Kyk op die kaart',
	'notices.outage': 'Onderbreking waarvan ons weet',
	'notices.road-works': 'Padwerke',
	'notices.wards': 'In {wards}',
	'others.goOn': 'Jy kan steeds jou verslag stuur. Ons gee dit vir hulle deur.',
	'others.title': 'Dit behoort aan {name}',
	'others.write': 'Skryf aan hulle',
	'others.site': 'Meld dit op hulle bladsy aan',
	'scan.close': 'Maak die kamera toe',
	'scan.failed': 'Daar is nie ’n kode van ons in hierdie prent nie. Probeer weer van nader, of tik die nommer in.',
	'scan.photo': 'Neem ’n foto van die kode',
	'scan.title': 'Hou die kode in die middel',
	'scan.unknown': 'Ons ken nie die nommer {number} nie. Kyk weer, of wys ons die plek.',
};
