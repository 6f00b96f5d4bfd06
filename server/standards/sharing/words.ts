/** What is said of a shared link, where it is shown. Holes: {town}, {ward}, {since}, {state}, {count}. */
export interface SharingWords {
	town: string;
	townText: string;
	ward: string;
	wardText: string;
	faultText: string;
	over: string;
}

const en: SharingWords = {
	town: 'Report a fault – {town}',
	townText: 'Street lights, potholes, water, sewage, rubbish: report it in half a minute, and hear when it is fixed.',
	ward: '{ward} – faults in figures',
	wardText: 'Open today: {count}. What was fixed lately, what is planned, how long repairs take. {town}.',
	faultText: 'Known since {since}. See how far it is, say that you see it too, hear when it is fixed. {town}.',
	over: 'See what became of it. {town}.',
};

const af: SharingWords = {
	town: 'Meld ’n fout aan – {town}',
	townText: 'Straatligte, slaggate, water, riool, rommel: meld dit in ’n halfminuut aan, en hoor wanneer dit reggemaak is.',
	ward: '{ward} – foute in syfers',
	wardText: 'Oop vandag: {count}. Wat onlangs reggemaak is, wat beplan word, hoe lank herstelwerk duur. {town}.',
	faultText: 'Bekend sedert {since}. Kyk hoe ver dit is, sê dat jy dit ook sien, hoor wanneer dit reggemaak is. {town}.',
	over: 'Kyk wat daarvan geword het. {town}.',
};

const xh: SharingWords = {
	town: 'Xela impazamo – {town}',
	townText: 'Izibane zesitalato, imingxuma, amanzi, ugutyulo, inkunkuma: yixele ngesiqingatha somzuzu, uze uve xa ilungisiwe.',
	ward: '{ward} – iimpazamo ngamanani',
	wardText: 'Ezivulekileyo namhlanje: {count}. Ezisandul’ ukulungiswa, ezicwangcisiweyo, nokuba ukulungiswa kuthatha ixesha elingakanani. {town}.',
	faultText: 'Yaziwa ukususela nge-{since}. Jonga ukuba ifikelele phi, yithi nawe uyayibona, uve xa ilungisiwe. {town}.',
	over: 'Jonga ukuba kwenzeka ntoni ngayo. {town}.',
};

const all: Readonly<Record<string, SharingWords>> = { en, af, xh };

/** The words of a language, or English ones. */
export const sharingWords = (language: string): SharingWords => all[language] ?? en;
