import type { ProposalWords } from './words.ts';

export const words: ProposalWords = {
	kinds: {
		received: {
			subject: '{reference}: enkosi ngolungiso – {title}',
			body: 'Enkosi. Umntu ogcina irejista yezinto zikaMasipala ({municipality}) uza kukujonga oko usixelele kona, size sikubhalele xa sele kugqityiwe ngako.',
		},
		approved: {
			subject: '{reference}: irejista ilungisiwe – {title}',
			body: 'Ubunyanisile, enkosi: irejista yezinto zikaMasipala ({municipality}) ilungisiwe. Iingxelo ezivela kule ndawo ziza kuyifumana ngoku into eyiyo.',
		},
		rejected: {
			subject: '{reference}: irejista ihlala injalo – {title}',
			body: 'Sikujongile oko usixelele kona, saza sayishiya injalo irejista yezinto zikaMasipala ({municipality}). Enkosi ngokuzihlupha.',
		},
	},
	wishes: {
		moved: '{asset} – ime kwenye indawo',
		gone: '{asset} – ayikho',
		missing: '{asset} – ayikho kwirejista',
		wrong: '{asset} – ichazwe ngendlela engeyiyo',
		edit: '{asset} – utshintsho lwerejista',
	},
	reference: 'Inombolo yesalathiso',
	what: 'Oko usixelele kona',
	where: 'Phi',
	reason: 'Esikuthethayo ngako',
	follow: 'Yibone apha:',
	emergency: 'Kwimeko engxamisekileyo fowunela {phone}. Akukho mntu ufunda imiyalezo ethunyelwa kule dilesi.',
	stop: 'Yeka ukufumana imiyalezo ngale nto:',
};
