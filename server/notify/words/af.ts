import type { MessageWords } from './message-words.ts';

export const words: MessageWords = {
	kinds: {
		received: {
			subject: '{reference}: ons het jou aanmelding – {title}',
			body: 'Dankie dat jy ons laat weet het. Jou aanmelding is nou by {department}. Ons skryf weer wanneer die werk begin en wanneer dit klaar is.',
		},
		joined: {
			subject: '{reference}: ons het jou aanmelding – {title}',
			body: 'Dankie dat jy ons laat weet het. Ander mense het dieselfde fout aangemeld, daarom is joune by hulle s’n gevoeg: dit word een keer reggemaak, en ons laat julle almal weet. Dit is by {department}.',
		},
		'in-progress': {
			subject: '{reference}: die werk het begin – {title}',
			body: '{department} het aan hierdie fout begin werk. Ons skryf weer wanneer dit klaar is.',
		},
		fixed: {
			subject: '{reference}: reggemaak – {title}',
			body: '{department} sê dat hierdie fout reggemaak is. Is dit so? Indien nie, sê dit asseblief binne {days} dae op die bladsy hieronder, dan maak ons dit weer oop.',
		},
		closed: {
			subject: '{reference}: afgesluit – {title}',
			body: 'Hierdie fout is reggemaak en nou afgesluit. Dankie vir jou hulp. As die probleem terugkom, meld dit asseblief weer aan.',
		},
		reopened: {
			subject: '{reference}: weer oop – {title}',
			body: 'Hierdie fout is weer oop: dit lyk of dit toe nie reggemaak is nie. Dit is terug by {department}, en ons skryf weer sodra daar nuus is.',
		},
		'no-fault-found': {
			subject: '{reference}: geen fout gevind nie – {title}',
			body: 'Ons het gaan kyk en niks verkeerd op hierdie plek gevind nie. As jy die probleem nog sien, meld dit asseblief weer aan, met ’n foto as jy kan.',
		},
		'not-ours': {
			subject: '{reference}: nie ons s’n om reg te maak nie – {title}',
			body: 'Ons het dit ondersoek: dit is nie die munisipaliteit se taak om dit reg te maak nie.',
		},
		'cannot-now': {
			subject: '{reference}: kan nie nou reggemaak word nie – {title}',
			body: 'Ons is jammer: hierdie fout kan nie nou reggemaak word nie. Dit is nie vergete nie, en ons skryf aan jou as dit verander.',
		},
		rejected: {
			subject: '{reference}: nie aanvaar nie – {title}',
			body: 'Ons het na jou aanmelding gekyk en kan dit nie as ’n fout aanvaar nie.',
		},
		noticed: {
			subject: '{reference}: ’n fout is aangemeld – {title}',
			body: 'Iets wat jy volg, het ’n fout. Dit is by {department}, en ons skryf aan jou wanneer die werk begin en wanneer dit klaar is.',
		},
		'handed-on': {
			subject: '{reference}: oorgedra – {title}',
			body: 'Dit is nie die munisipaliteit se werk om dit te herstel nie, daarom het ons dit aan {authority} oorgedra. Hul nommer daarvoor is {number}. Ons volg wat hulle doen, en skryf aan jou sodra hulle sê dat dit afgehandel is.',
		},
	},
	reference: 'Verwysing',
	what: 'Wat',
	where: 'Waar',
	department: 'Afdeling',
	reason: 'Rede',
	follow: 'Volg dit hier:',
	emergency: 'Bel in ’n noodgeval {phone}. Niemand lees boodskappe aan hierdie adres nie.',
	stop: 'Geen verdere boodskappe oor hierdie fout nie:',
	stopAsset: 'Volg dit nie meer nie:',
};
