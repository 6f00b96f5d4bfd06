import type { AlertWords } from './words.ts';

export const words: AlertWords = {
	kinds: {
		confirm: {
			subject: 'Wil jy van nuwe foute hoor? – {place}',
			body: 'Iemand, waarskynlik jy, het ons gevra om na hierdie adres te skryf wanneer iets hier aangemeld word: {place}. As dit jy was, volg asseblief die skakel. Indien nie, doen niks: jy sal nie weer van ons hoor nie.',
		},
		new: { subject: '{title} – {place}', body: 'Iets nuuts is aangemeld waar jy ons gevra het om jou te laat weet: {place}.' },
		daily: { subject: '{count} nuut – {place}', body: 'Sedert ons vorige boodskap is dit aangemeld waar jy ons gevra het om jou te laat weet: {place}.' },
	},
	area: 'die gebied wat jy op die kaart geteken het',
	only: '{place} ({kind})',
	confirm: 'Ja, laat weet my:',
	more: 'Almal is op die kaart:',
	emergency: 'Bel in ’n noodgeval {phone}. Niemand lees boodskappe aan hierdie adres nie.',
	stop: 'Geen sulke boodskappe meer nie:',
};
