import type { MessageWords } from './message-words.ts';

export const words: MessageWords = {
	kinds: {
		received: {
			subject: '{reference}: siyifumene ingxelo yakho – {title}',
			body: 'Enkosi ngokusazisa. Ingxelo yakho ngoku ikwisebe: {department}. Siza kukubhalela xa umsebenzi uqala naxa ugqityiwe.',
		},
		joined: {
			subject: '{reference}: siyifumene ingxelo yakho – {title}',
			body: 'Enkosi ngokusazisa. Bakhona abanye abayixelileyo le mpazamo, ngoko ke ingxelo yakho idityaniswe nezabo: iza kulungiswa kube kanye, kwaye siza kunazisa nonke. Ikwisebe: {department}.',
		},
		'in-progress': {
			subject: '{reference}: umsebenzi uqalile – {title}',
			body: 'Umsebenzi wokulungisa le mpazamo uqalile (isebe: {department}). Siza kubhala kwakhona xa ugqityiwe.',
		},
		fixed: {
			subject: '{reference}: ilungisiwe – {title}',
			body: 'Isebe ({department}) lithi le mpazamo ilungisiwe. Ngaba kunjalo? Ukuba akunjalo, nceda usixelele kweli phepha lingezantsi zingaphelanga iintsuku ezi-{days}, size siyivule kwakhona.',
		},
		closed: {
			subject: '{reference}: ivaliwe – {title}',
			body: 'Le mpazamo ilungisiwe, ngoku ivaliwe. Enkosi ngoncedo lwakho. Ukuba ingxaki iyabuya, nceda uyixele kwakhona.',
		},
		reopened: {
			subject: '{reference}: ivulwe kwakhona – {title}',
			body: 'Le mpazamo ivulwe kwakhona: kubonakala ngathi ayikalungiswa. Ibuyele kwisebe: {department}. Siza kukubhalela xa kukho iindaba.',
		},
		'no-fault-found': {
			subject: '{reference}: akufunyanwanga mpazamo – {title}',
			body: 'Siye sahamba saya kujonga, asafumana nto iphosakeleyo kule ndawo. Ukuba usayibona ingxaki, nceda uyixele kwakhona, kunye nefoto ukuba unako.',
		},
		'not-ours': {
			subject: '{reference}: asithi abafanele ukuyilungisa – {title}',
			body: 'Siyiphandile le nto: asingomsebenzi kamasipala ukuyilungisa.',
		},
		'cannot-now': {
			subject: '{reference}: ayinakulungiswa okwangoku – {title}',
			body: 'Siyaxolisa: le mpazamo ayinakulungiswa okwangoku. Asiyilibalanga, kwaye siza kukubhalela ukuba oko kuyatshintsha.',
		},
		rejected: {
			subject: '{reference}: ayamkelwanga – {title}',
			body: 'Siyijongile ingxelo yakho, kwaye asinakuyamkela njengempazamo.',
		},
		noticed: {
			subject: '{reference}: kuxelwe impazamo – {title}',
			body: 'Into oyilandelayo inempazamo. Ikwisebe: {department}. Siza kukubhalela xa umsebenzi uqala naxa ugqityiwe.',
		},
		'handed-on': {
			subject: '{reference}: idlulisiwe – {title}',
			body: 'Ayingomsebenzi kamasipala ukulungisa oku, ngoko sikudlulisele {authority}. Inombolo yabo yale ngxaki ngu-{number}. Siyakulandela abakwenzayo, kwaye siya kukubhalela xa besithi kugqityiwe.',
		},
	},
	reference: 'Inombolo yesalathiso',
	what: 'Yintoni',
	where: 'Phi',
	department: 'Isebe',
	reason: 'Isizathu',
	follow: 'Yilandele apha:',
	emergency: 'Kwimeko engxamisekileyo fowunela {phone}. Akukho mntu ufunda imiyalezo ethunyelwa kule dilesi.',
	stop: 'Yeka ukufumana imiyalezo ngale mpazamo:',
	stopAsset: 'Yeka ukuyilandela:',
};
