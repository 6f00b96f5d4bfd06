/** The words of a call at night, and of the page on which it is answered. */
export interface StandbyWords {
	subject: string;
	text: string;
	nowhere: string;
	title: string;
	ask: string;
	go: string;
	thanks: string;
	taken: string;
	over: string;
	gone: string;
	open: string;
}

export const standbyWords: Readonly<Record<string, StandbyWords>> = {
	en: {
		subject: 'Call-out F-{code}: {title}, {street}',
		text: 'You stand by for {department}. Say that you go, or the next is called:',
		nowhere: 'no street known',
		title: 'Call-out',
		ask: 'You stand by. Are you going?',
		go: 'I am going',
		thanks: 'Thank you. Nobody else is called for it.',
		taken: '{name} is going already. You need do nothing.',
		over: 'This is over. You need do nothing.',
		gone: 'This link opens nothing, or is too old.',
		open: 'Open it in the console',
	},
	af: {
		subject: 'Uitroep F-{code}: {title}, {street}',
		text: 'Jy is op bystand vir {department}. Sê dat jy gaan, of die volgende word geroep:',
		nowhere: 'geen straat bekend nie',
		title: 'Uitroep',
		ask: 'Jy is op bystand. Gaan jy?',
		go: 'Ek gaan',
		thanks: 'Dankie. Niemand anders word hiervoor geroep nie.',
		taken: '{name} gaan reeds. Jy hoef niks te doen nie.',
		over: 'Dit is verby. Jy hoef niks te doen nie.',
		gone: 'Hierdie skakel maak niks oop nie, of is te oud.',
		open: 'Maak dit in die konsole oop',
	},
	xh: {
		subject: 'Ubizo F-{code}: {title}, {street}',
		text: 'Usemgceni we-{department}. Yitsho ukuba uyaya, kungenjalo kubizwa olandelayo:',
		nowhere: 'isitalato asaziwa',
		title: 'Ubizo',
		ask: 'Usemgceni. Uyaya?',
		go: 'Ndiyaya',
		thanks: 'Enkosi. Akukho mntu wumbi ubizwayo ngayo.',
		taken: 'U-{name} sele esiya. Akufuneki wenze nto.',
		over: 'Igqibile le nto. Akufuneki wenze nto.',
		gone: 'Eli khonkco alivuli nto, okanye lidala kakhulu.',
		open: 'Yivule kwikhonsoli',
	},
};
