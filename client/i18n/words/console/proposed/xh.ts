import type { words as english } from './en.ts';

export const words: Record<keyof typeof english, string> = {
	'proposed.why.repeated': '{count|one:impazamo e-#|other:iimpazamo ezi-#} kwiintsuku ezi-{days}.',
	'proposed.why.reopened': '{count|one:ulungiso olu-# aluhlalanga|other:izilungiso ezi-# azihlalanga} kwiintsuku ezi-{days}.',
	'proposed.why.group': 'Ezi-{broken} kwezi-{of} zaphukile ngaxeshanye.',
	'proposed.why.unusual':
		'{count|one:impazamo e-#|other:iimpazamo ezi-#} kwiintsuku ezi-{days}, apho bekulindeleke ezi-{expected} ngonyaka ngokwembali yayo nezinye: ithuba li-{chance}.',
	'proposed.why.rising': 'Iimpazamo ezi-{lately} ngeveki mva nje, apho eziqhelekileyo zizi-{usual}.',
	'proposed.why.condition': 'Umgangatho {grade} kwisi-5, ukubaluleka {criticality} kwisi-5; yajongwa okokugqibela: {day}.',
	'proposed.never': 'zange',
	'proposed.false.year': 'Ngebhaqo nje, ezona zininzi zizilumkiso ezi-{count} ngonyaka kudidi lonke.',
	'proposed.false.weeks': 'Ngebhaqo nje, isilumkiso esinye kwiiveki ezi-{weeks}.',
	'proposed.beside':
		'{count|one:Kukho isiphakamiso nakwenye into yesi sitalato|other:Kukho iziphakamiso nakwezinye ezi-# zesi sitalato}: zifanele utyelelo olunye.',
	'proposed.zone': 'Isekethe {zone}',
	'proposed.accept': 'Yenza umyalelo womsebenzi',
	'proposed.accepted': 'Umyalelo womsebenzi {code} wenziwe.',
	'proposed.dismiss': 'Beka ecaleni',
	'proposed.dismissed': 'Ibekwe ecaleni; ayisayi kuphakanyiswa kwakhona isiqingatha sonyaka.',
	'proposed.none': 'Irejista ayiphakamisi nto ngoku',
	'proposed.noneHint':
		'Kanye ngemini ijonga into eqhubeka ukwaphuka, engahlali ilungisiwe, eyaphuka ngaphezu kwezinye, okanye ekwimeko embi kwaye ibalulekile. Into eyifumanayo ime apha nezizathu zayo.',
	'orders.shape.proposed': 'Okuphakanyiswayo',
	'proposed.list': 'Umsebenzi ophakanyiswayo',
	'proposed.total': '{count|one:isiphakamiso esi-#|other:iziphakamiso ezi-#}, ezona zinobunzima kuqala',
};
