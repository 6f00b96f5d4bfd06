import { describe, expect, it } from 'vitest';
import { type Finding, withoutPersonal } from '../../../server/reports/personal.ts';

const hiding: readonly [string, string, Finding[]][] = [
	['Phone me on 082 555 1234 please', 'Phone me on ••• please', ['phone']],
	['Bel my: +27 (82) 555-1234', 'Bel my: •••', ['phone']],
	['Nditsalele ku-0825551234.', 'Nditsalele ku-•••.', ['phone']],
	['Write to thandi.m@example.co.za, thanks', 'Write to •••, thanks', ['email']],
	['My ID is 8001015009087', 'My ID is •••', ['id-number']],
	['ID 800101 5009 08 7 dankie', 'ID ••• dankie', ['id-number']],
	['The white bakkie CA 123-456 dumps here', 'The white bakkie ••• dumps here', ['plate']],
	['Die hek se kode is 4711', 'Die •••', ['code']],
	['The lamp is out. Nobody is home until Monday. It is dark.', 'The lamp is out. ••• It is dark.', ['home']],
	['Die paal lê om. Niemand is by die huis nie!', 'Die paal lê om. •••', ['home']],
	['Isibane sicimile. Akukho mntu ekhaya ngoku.', 'Isibane sicimile. •••', ['home']],
	['Our alarm is off because of it', '•••', ['home']],
	['Ons is met vakansie tot Vrydag. Die straat is donker', '••• Die straat is donker', ['home']],
	['Isitshixo siphantsi kwembiza', '•••', ['home']],
	['My name is Sipho Dlamini and the pipe burst', '••• and the pipe burst', ['name']],
	['Vra vir Jan van der Merwe by die winkel', '••• by die winkel', ['name']],
	['Igama lam nguNomsa Mbeki', '•••', ['name']],
	['Mnr. Botha se oprit is vol water', '••• se oprit is vol water', ['name']],
];

const leaving: readonly string[] = [
	'The lamp SL-102 in Church Street has been out since 12 November 2026',
	'Pothole of 40 cm, 15 m from number 14, in front of the school',
	'Al drie ligte in Kerkstraat 14 tot 18 is dood, laas week ook',
	'Isibane esisesitratweni sicimile ukusukela ngomGqibelo',
	'Pole P4711 leans over; reported before as TST-7F3K2X',
	'Water meter reads 0012345 and runs',
	'The house across from the park has no water',
	'Amanzi aphuma emhlabeni ecaleni kwendlela',
];

describe('what could lead to a person or a home', () => {
	it.each(hiding)('is hidden: %s', (words, text, found) => {
		expect(withoutPersonal(words)).toEqual({ text, found });
	});

	it.each(leaving)('is not seen where there is none: %s', (words) => {
		expect(withoutPersonal(words)).toEqual({ text: words, found: [] });
	});

	it('is hidden once and for all: cleaning again changes nothing', () => {
		for (const [words] of hiding) {
			const { text } = withoutPersonal(words);
			expect(withoutPersonal(text)).toEqual({ text, found: [] });
		}
	});

	it('takes thirteen digits for an identity number only if their check digit is right, else for a number to phone', () => {
		expect(withoutPersonal('8001015009087').found).toEqual(['id-number']);
		expect(withoutPersonal('8001015009088').found).toEqual(['phone']);
	});
});
