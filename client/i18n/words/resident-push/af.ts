import type { words as english } from './en.ts';

export const words: Record<keyof typeof english, string> = {
	'push.denied': 'Hierdie blaaier laat dit nie toe nie. Jy kan dit in sy instellings vir hierdie werf verander.',
	'push.failed': 'Dit kon nie opgestel word nie. Probeer asseblief later weer.',
	'push.hint': 'Gratis, sonder jou adres. Nie in die nag nie.',
	'push.on': 'Hierdie toestel sê vir jou as iets gebeur.',
	'push.start': 'Laat my op hierdie toestel weet',
	'push.stop': 'Nie meer op hierdie toestel nie',
};
