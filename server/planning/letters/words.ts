import type { Letter } from './contract.ts';

/** What the mail says, and the page on which somebody has it stopped. Holes: {title}, {name}, {municipality}. */
interface LetterWords {
	subject: string;
	lead: Readonly<Record<Letter['every'], string>>;
	/** Before what is attached. */
	attached: string;
	public: string;
	stop: string;
	page: { ask: string; button: string; stopped: string; again: string; on: string; gone: string };
}

export const letterWords: Readonly<Record<string, LetterWords>> = {
	en: {
		subject: '{title}: {municipality}',
		lead: {
			week: '{name} has “{title}” sent to you every week.',
			month: '{name} has “{title}” sent to you every month.',
			quarter: '{name} has “{title}” sent to you every quarter of the financial year.',
		},
		attached: 'Attached as PDF, counted today:',
		public: 'Figures of fewer than five faults are hidden, so that nobody can be found again.',
		stop: 'No more of this:',
		page: {
			ask: '“{title}” is sent to you by e-mail again and again. Shall that end?',
			button: 'Send me no more of it',
			stopped: '“{title}” is not sent to you any more.',
			again: 'Send it to me again',
			on: '“{title}” is sent to you again from the next time on.',
			gone: 'This link leads nowhere any more.',
		},
	},
	af: {
		subject: '{title}: munisipaliteit {municipality}',
		lead: {
			week: '{name} laat “{title}” elke week vir jou stuur.',
			month: '{name} laat “{title}” elke maand vir jou stuur.',
			quarter: '{name} laat “{title}” elke kwartaal van die finansiële jaar vir jou stuur.',
		},
		attached: 'Aangeheg as PDF, vandag getel:',
		public: 'Syfers van minder as vyf foute is versteek, sodat niemand weer gevind kan word nie.',
		stop: 'Nie meer hiervan nie:',
		page: {
			ask: '“{title}” word kort-kort per e-pos vir jou gestuur. Moet dit ophou?',
			button: 'Moet dit nie meer vir my stuur nie',
			stopped: '“{title}” word nie meer vir jou gestuur nie.',
			again: 'Stuur dit weer vir my',
			on: '“{title}” word van die volgende keer af weer vir jou gestuur.',
			gone: 'Hierdie skakel lei nêrens meer heen nie.',
		},
	},
	xh: {
		subject: '{title}: umasipala {municipality}',
		lead: {
			week: 'U-{name} ukuthumelela i-“{title}” veki nganye.',
			month: 'U-{name} ukuthumelela i-“{title}” nyanga nganye.',
			quarter: 'U-{name} ukuthumelela i-“{title}” kwikota nganye yonyaka-mali.',
		},
		attached: 'Incanyathiselwe njenge-PDF, ibalwe namhlanje:',
		public: 'Amanani eziphene ezingaphantsi kwesihlanu afihliwe, ukuze kungabikho mntu ufunyanwayo.',
		stop: 'Ungabi sayithumela:',
		page: {
			ask: 'I-“{title}” uyithunyelelwa rhoqo nge-imeyile. Mayime?',
			button: 'Ungabi sandithumelela',
			stopped: 'I-“{title}” akusayithunyelelwa.',
			again: 'Ndithumelele kwakhona',
			on: 'I-“{title}” uya kuyithunyelelwa kwakhona ukususela kwixesha elizayo.',
			gone: 'Eli khonkco alisasi ndawo.',
		},
	},
};

export const wordsIn = (language: string): LetterWords => letterWords[language] ?? (letterWords['en'] as LetterWords);

export const filled = (text: string, holes: Readonly<Record<string, string>>): string =>
	text.replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);
