/** What is answered to text messages: short, as each 160 letters cost money. Holes: {phone}, {ticket}, {choices}, {name}. */
interface InboundWords {
	what: string;
	where: string;
	taken: string;
	draft: string;
	stopped: string;
	info: string;
	emergency: string;
}

export const inboundWords: Readonly<Record<string, InboundWords>> = {
	en: {
		what: 'What is wrong? Answer with a number or in your words: {choices}',
		where: 'Where is it? Answer with the number on the pole, or street and house number.',
		taken: 'Thank you. Your ticket is {ticket}. Write STOP to hear no more of it.',
		draft: 'Thank you. Somebody will read your message and look into it.',
		stopped: 'You will get no more messages from {name}.',
		info: '{name}: write what is broken and where, with the number on the pole or street and house number. In danger phone {phone}.',
		emergency: 'DANGER? Phone {phone} now and keep away.',
	},
	af: {
		what: 'Wat is fout? Antwoord met ’n nommer of in jou eie woorde: {choices}',
		where: 'Waar is dit? Antwoord met die nommer op die paal, of straat en huisnommer.',
		taken: 'Dankie. Jou kaartjie is {ticket}. Skryf STOP om niks meer daarvan te hoor nie.',
		draft: 'Dankie. Iemand sal jou boodskap lees en daarna kyk.',
		stopped: 'Jy sal geen boodskappe meer van {name} kry nie.',
		info: '{name}: skryf wat stukkend is en waar, met die nommer op die paal of straat en huisnommer. Bel in gevaar {phone}.',
		emergency: 'GEVAAR? Bel nou {phone} en bly weg.',
	},
	xh: {
		what: 'Yintoni ingxaki? Phendula ngenombolo okanye ngamazwi akho: {choices}',
		where: 'Iphi? Phendula ngenombolo esepalini, okanye isitalato nenombolo yendlu.',
		taken: 'Enkosi. Inombolo yakho yi-{ticket}. Bhala STOP ukuze ungaphindi ufumane miyalezo.',
		draft: 'Enkosi. Kukho umntu oza kuwufunda umyalezo wakho awuqwalasele.',
		stopped: 'Awusayi kuphinda ufumane miyalezo ivela kwi-{name}.',
		info: '{name}: bhala into eyonakeleyo nalapho ikhoyo, nenombolo esepalini okanye isitalato nenombolo yendlu. Xa kukho ingozi fowunela {phone}.',
		emergency: 'INGOZI? Fowunela {phone} ngoku uze ume kude.',
	},
};
