import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'code.title': 'Nou die kode',
	'code.why': 'Maak die verifikasietoep op jou foon oop en tik die ses syfers wat dit vir {email} wys.',
	'code.field': 'Kode',
	'code.hint': 'Geen foon byderhand nie? Tik een van jou herstelkodes.',
	'code.wrong': 'Hierdie kode is nie reg nie, of is reeds gebruik. Wag vir die volgende een en probeer weer.',
	'elsewhere.button': 'Meld aan met {name}',
	'elsewhere.nameless': 'jou organisasie se rekening',
	'elsewhere.or': 'of met die wagwoord wat jy hier gekies het',
	'elsewhere.nobody': 'Jy het daar aangemeld, maar geen rekening hier hoort by daardie een nie. Vra ’n administrateur om jou met dieselfde e-posadres te nooi.',
	'elsewhere.factor':
		'Jou rekening hier het ’n tweede stap nodig, en jou organisasie se aanmelding het nie gesê dat dit daarvoor gevra het nie. Meld aan met jou wagwoord en kode.',
	'elsewhere.cancelled': 'Die aanmelding is gestaak. Niks het verander nie; probeer weer wanneer jy wil.',
	'elsewhere.failed': 'Die aanmelding daar het nie gewerk nie. Probeer weer; as dit weer gebeur, sê vir ’n administrateur.',
	'elsewhere.away': 'Jou organisasie se aanmelding antwoord nie nou nie. Probeer oor ’n paar minute weer, of gebruik jou wagwoord.',
};
