import type { State } from '../../faults/contract.ts';

/** What feeds say in one language. Holes: {town}, {ward}, {since}, {due}, {count}. */
export interface FeedWords {
	title: string;
	ward: string;
	where: string;
	since: string;
	due: string;
	reports: string;
	states: Readonly<Record<State, string>>;
}

const en: FeedWords = {
	title: 'Faults in {town}',
	ward: 'Ward',
	where: 'Where',
	since: 'Known since',
	due: 'Aim',
	reports: 'Reported by',
	states: {
		reported: 'received',
		confirmed: 'confirmed',
		scheduled: 'planned',
		'in-progress': 'being repaired',
		'made-safe': 'made safe',
		waiting: 'waiting',
		fixed: 'fixed',
		closed: 'fixed and closed',
		'no-fault-found': 'no fault found',
		'not-ours': 'handed to somebody else',
		'cannot-now': 'cannot be done now',
		rejected: 'rejected',
		merged: 'joined to another',
	},
};

const af: FeedWords = {
	title: 'Foute in {town}',
	ward: 'Wyk',
	where: 'Waar',
	since: 'Bekend sedert',
	due: 'Mikpunt',
	reports: 'Aangemeld deur',
	states: {
		reported: 'ontvang',
		confirmed: 'bevestig',
		scheduled: 'beplan',
		'in-progress': 'word herstel',
		'made-safe': 'veilig gemaak',
		waiting: 'wag',
		fixed: 'reggemaak',
		closed: 'reggemaak en afgesluit',
		'no-fault-found': 'geen fout gevind nie',
		'not-ours': 'aan iemand anders oorgedra',
		'cannot-now': 'kan nie nou gedoen word nie',
		rejected: 'afgewys',
		merged: 'by ’n ander gevoeg',
	},
};

const xh: FeedWords = {
	title: 'Iimpazamo e-{town}',
	ward: 'Iwadi',
	where: 'Phi',
	since: 'Yaziwa ukususela',
	due: 'Ixesha ekujoliswe kulo',
	reports: 'Ixelwe ngabantu',
	states: {
		reported: 'ifunyenwe',
		confirmed: 'iqinisekisiwe',
		scheduled: 'icwangcisiwe',
		'in-progress': 'iyalungiswa',
		'made-safe': 'yenziwe yakhuseleka',
		waiting: 'ilindile',
		fixed: 'ilungisiwe',
		closed: 'ilungisiwe yaza yavalwa',
		'no-fault-found': 'akufunyenwanga mpazamo',
		'not-ours': 'inikelwe komnye',
		'cannot-now': 'ayinakwenziwa ngoku',
		rejected: 'yaliwe',
		merged: 'idityaniswe nenye',
	},
};

const all: Readonly<Record<string, FeedWords>> = { en, af, xh };

/** The words of a language, or English ones. */
export const feedWords = (language: string): FeedWords => all[language] ?? en;
