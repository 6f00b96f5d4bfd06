import type { ProposalWords } from './words.ts';

export const words: ProposalWords = {
	kinds: {
		received: {
			subject: '{reference}: dankie vir die regstelling – {title}',
			body: 'Dankie. Iemand wat die bateregister van {municipality} byhou, kyk na wat jy ons vertel het, en ons skryf aan jou sodra daaroor besluit is.',
		},
		approved: {
			subject: '{reference}: die register is reggestel – {title}',
			body: 'Jy was reg, dankie: die bateregister van {municipality} is reggestel. Aanmeldings van hierdie plek vind van nou af die regte ding.',
		},
		rejected: {
			subject: '{reference}: die register bly soos dit is – {title}',
			body: 'Ons het gekyk na wat jy ons vertel het, en die bateregister van {municipality} gelaat soos dit is. Dankie dat jy die moeite gedoen het.',
		},
	},
	wishes: {
		moved: '{asset} staan op ’n ander plek',
		gone: '{asset} bestaan nie',
		missing: '{asset} ontbreek in die register',
		wrong: '{asset} is verkeerd beskryf',
		edit: '{asset}: ’n verandering in die register',
	},
	reference: 'Verwysing',
	what: 'Wat jy ons vertel het',
	where: 'Waar',
	reason: 'Wat ons daarop sê',
	follow: 'Sien dit hier:',
	emergency: 'Bel in ’n noodgeval {phone}. Niemand lees boodskappe aan hierdie adres nie.',
	stop: 'Geen verdere boodskappe hieroor nie:',
};
