/** Words of the form that works without script. */
export interface PlainWords {
	title: string;
	emergency: string;
	what: string;
	where: string;
	words: string;
	photos: string;
	email: string;
	phone: string;
	noEmergency: string;
	send: string;
	thanks: string;
	follow: string;
	isEmergency: string;
	notFound: string;
}

export const plainWords: Readonly<Record<string, PlainWords>> = {
	en: {
		title: 'Report a fault',
		emergency: 'Danger to life? Please phone first:',
		what: 'What is wrong?',
		where: 'Where is it? The number on the pole, or street and house number',
		words: 'In your own words (optional)',
		photos: 'Photos (optional)',
		email: 'E-mail (optional)',
		phone: 'Cell phone (optional)',
		noEmergency: 'I have phoned, or it is no emergency',
		send: 'Send the report',
		thanks: 'Thank you. We have it. This is your ticket number:',
		follow: 'Follow your report',
		isEmergency: 'What you describe can be dangerous. Please phone first; then tick the box below and send again.',
		notFound: 'We do not find this place. Please give the number on the pole, or a street and a house number.',
	},
	af: {
		title: 'Rapporteer ’n fout',
		emergency: 'Lewensgevaar? Bel asseblief eers:',
		what: 'Wat is verkeerd?',
		where: 'Waar is dit? Die nommer op die paal, of straat en huisnommer',
		words: 'In jou eie woorde (opsioneel)',
		photos: 'Foto’s (opsioneel)',
		email: 'E-pos (opsioneel)',
		phone: 'Selfoon (opsioneel)',
		noEmergency: 'Ek het gebel, of dit is nie ’n noodgeval nie',
		send: 'Stuur die verslag',
		thanks: 'Dankie. Ons het dit. Dit is jou kaartjienommer:',
		follow: 'Volg jou verslag',
		isEmergency: 'Wat jy beskryf, kan gevaarlik wees. Bel asseblief eers; merk dan die blokkie hieronder en stuur weer.',
		notFound: 'Ons kry nie hierdie plek nie. Gee asseblief die nommer op die paal, of ’n straat en huisnommer.',
	},
	xh: {
		title: 'Xela ingxaki',
		emergency: 'Ingozi yobomi? Nceda utsale umnxeba kuqala:',
		what: 'Yintoni engalunganga?',
		where: 'Iphi? Inombolo esepalini, okanye isitalato nenombolo yendlu',
		words: 'Ngamazwi akho (ukuba uyathanda)',
		photos: 'Iifoto (ukuba uyathanda)',
		email: 'I-imeyile (ukuba uyathanda)',
		phone: 'Iselfowuni (ukuba uyathanda)',
		noEmergency: 'Sele nditsale umnxeba, okanye ayilongxamiseko',
		send: 'Thumela ingxelo',
		thanks: 'Enkosi. Siyifumene. Le yinombolo yetikiti lakho:',
		follow: 'Landela ingxelo yakho',
		isEmergency: 'Le nto uyichazayo inokuba yingozi. Nceda utsale umnxeba kuqala; emva koko phawula ibhokisi engezantsi uthumele kwakhona.',
		notFound: 'Asiyifumani le ndawo. Nceda unike inombolo esepalini, okanye isitalato nenombolo yendlu.',
	},
};
