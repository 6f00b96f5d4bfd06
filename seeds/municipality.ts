import type { NewPerson } from '../server/auth/index.ts';
import type { NewMunicipality } from '../server/municipality/index.ts';
import { holidaysBetween } from './history/calendar.ts';
import type { Point } from './town/geometry.ts';
import { degrees, SRID } from './write/text.ts';

/** Staff who did the work of the history; they have no password and cannot sign in. */
export const pastStaff: readonly (Omit<NewPerson, 'demo'> & { did: 'engineer' | 'clerk' | 'crew' })[] = [
	{ did: 'engineer', email: 'past-engineer@demo.example', name: 'Charlene Fortune', language: 'af', roles: [] },
	{ did: 'clerk', email: 'past-clerk@demo.example', name: 'Vuyo Songca', language: 'xh', roles: [] },
	{ did: 'crew', email: 'past-crew@demo.example', name: 'Denzil Arendse', language: 'af', roles: [] },
];

const departments = [
	{ code: 'electricity', title: { en: 'Electricity', af: 'Elektrisiteit', xh: 'Umbane' } },
	{ code: 'water', title: { en: 'Water', af: 'Water', xh: 'Amanzi' } },
	{ code: 'sewer', title: { en: 'Sewerage', af: 'Riool', xh: 'Ugutyulo' } },
	{ code: 'roads', title: { en: 'Roads', af: 'Paaie', xh: 'Iindlela' } },
	{ code: 'stormwater', title: { en: 'Stormwater', af: 'Stormwater', xh: 'Amanzi emvula' } },
	{ code: 'parks', title: { en: 'Parks', af: 'Parke', xh: 'Iipaki' } },
	{ code: 'waste', title: { en: 'Waste and cleansing', af: 'Afval en skoonmaak', xh: 'Inkunkuma nococeko' } },
	{ code: 'traffic', title: { en: 'Traffic', af: 'Verkeer', xh: 'Izithuthi' } },
];

const emergency = {
	phone: '080 000 0000',
	email: 'emergency@demo.example',
	text: {
		en: 'This line is open day and night. (Fictional: this is a demo, nobody answers.)',
		af: 'Hierdie lyn is dag en nag oop. (Fiktief: dit is ’n demo, niemand antwoord nie.)',
		xh: 'Le nombolo ivuliwe imini nobusuku. (Yintsomi: le yidemo, akukho mntu uphendulayo.)',
	},
	afterHours: {
		en: 'Our offices are closed now. This line is open day and night. (Fictional: this is a demo, nobody answers.)',
		af: 'Ons kantore is nou toe. Hierdie lyn is dag en nag oop. (Fiktief: dit is ’n demo, niemand antwoord nie.)',
		xh: 'Ii-ofisi zethu zivaliwe ngoku. Le nombolo ivuliwe imini nobusuku. (Yintsomi: le yidemo, akukho mntu uphendulayo.)',
	},
	wards: {
		'2': {
			text: {
				en: 'In ward 2 the fire station in the main street is the nearest. (Fictional.)',
				af: 'In wyk 2 is die brandweerstasie in die hoofstraat die naaste. (Fiktief.)',
				xh: 'Kwiwadi 2 isikhululo sabacimi-mlilo esikwisitalato esikhulu sesona sikufutshane. (Yintsomi.)',
			},
		},
	},
	// Beside the words of danger that everybody knows.
	words: { en: ['dam wall'], af: ['damwal'], xh: ['udonga lwedama'] },
};

/** The fictional municipality itself. Nothing in it is a real place, number or address. */
export function demoMunicipality({ edge, from, now }: { edge: readonly Point[]; from: number; now: number }): NewMunicipality {
	const year = (at: number): number => new Date(at).getUTCFullYear();
	return {
		name: 'Blaauwvlei (fictional demo town)',
		slug: 'demo',
		prefix: 'BLV',
		boundary: { type: 'Polygon', coordinates: [edge.map(degrees)] },
		srid: SRID,
		languages: ['en', 'af', 'xh'],
		zone: 'Africa/Johannesburg',
		currency: 'ZAR',
		financialYearMonth: 7,
		emergency,
		brand: { colour: '#1d5c8f' },
		registerFrom: new Date(from).toISOString().slice(0, 10),
		demo: true,
		holidays: holidaysBetween(year(from), year(now) + 2).map(({ day, name }) => ({ day, name })),
		departments,
	};
}
