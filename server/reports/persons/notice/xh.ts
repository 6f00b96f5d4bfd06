import type { NoticeWords } from './words.ts';

/** What people are told about their personal information, in isiXhosa. */
export const notice: NoticeWords = {
	title: 'Iinkcukacha zakho zobuqu',
	who: {
		title: 'Ngubani onoxanduva',
		text: 'I-{municipality} inoxanduva lwezinto osinika zona apha. Umntu ozikhathalelayo (iGosa loLwazi) umfumana apha: {officer}. Ukuba asikuncedi, ungakhalaza kuMlawuli woLwazi woMzantsi Afrika: inforegulator.org.za.',
	},
	what: {
		title: 'Esikubuzayo, nongekho nyanzelekweni yokukunika',
		text: 'Kufuneka sazi ukuba yintoni engalunganga nokuba iphi. Konke okunye kuxhomekeke kuwe: igama lakho, i-imeyile, umnxeba, iifoto namazwi akho. Ungaxela ingxaki ungasichazelanga ukuba ungubani; kuphela asinakukubhalela ke.',
	},
	why: {
		title: 'Esizisebenzisela kona',
		text: 'Ukufumana ingxaki siyilungise, ukukuxelela ukuba kwenzeke ntoni ngayo, nokukhusela inkonzo ekusetyenzisweni kakubi. Akukho nto yimbi: asizithengisi, kwaye asenzi ngxelo ngobomi bakho.',
	},
	sees: {
		title: 'Ngubani ozibonayo',
		text: 'Wonke umntu ubona uhlobo lwengxaki, into okanye isitalato, usuku nokuba ukulungiswa kufike phi: akukho mntu ubona ukuba ngubani oyixelileyo, okanye indawo kanye obumi kuyo. Amazwi akho aboniswa kuphela ukuba uyavuma, iifoto zakho emva kokuba umntu ezijongile; ubuso neenombolo zeemoto zenziwa zingabonakali, kufihlwe nento enokukhokelela emntwini. Abasebenzi bethu, nabo sibathumayo, babona abakudingayo ukuze balungise.',
	},
	long: {
		title: 'Sizigcina ixesha elingakanani',
		text: 'Kude kube ziinyanga ezi-{months} emva kokuba ingxaki yakho iphelile. Emva koko sisusa igama lakho, idilesi, inombolo, amazwi nendawo kanye; okuseleyo kukuba bekukho ingxaki. Iifoto njengoko uzithumele zicinywa kwiintsuku ezi-{days} emva kokuvalwa kwengxaki, ukuba bekufuneka zenziwe zingabonakali okanye zange ziboniswe. Ngesixhobo sakho sigcina inombolo exutyiweyo kuphela, esuswa kunye nezinye. Ukuba uyangena ukuze ubone iingxelo zakho, oko kuhlala iintsuku ezingamashumi amathathu okanye de uphume; isixhobo osivumela ukuba sikwazise siyaziwa sithi de usimise.',
	},
	rights: {
		title: 'Onokukucela',
		text: 'Ungabona esikugcinileyo ngawe, ukuthabathe, ucele kulungiswe okanye kucinywe, nanini na ungachazanga sizathu. Zenzele ngokwakho kweli phepha, okanye ucele iGosa loLwazi.',
	},
};
