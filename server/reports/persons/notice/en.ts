import type { NoticeWords } from './words.ts';

/** What people are told about their personal information. Holes: {municipality}, {months}, {days}, {officer}. */
export const notice: NoticeWords = {
	title: 'Your personal information',
	who: {
		title: 'Who is responsible',
		text: '{municipality} is responsible for what you give us here. You reach the person who looks after it (the Information Officer) here: {officer}. If we do not help you, you may complain to the Information Regulator of South Africa: inforegulator.org.za.',
	},
	what: {
		title: 'What we ask, and what you need not give',
		text: 'We need to know what is wrong and where. Everything else is your choice: your name, e-mail, phone, photos and your own words. You may report without saying who you are; then we cannot write to you.',
	},
	why: {
		title: 'What we use it for',
		text: 'To find the fault and repair it, to tell you what becomes of it, and to keep the service from being misused. For nothing else: we do not sell it, and we make no profile of you.',
	},
	sees: {
		title: 'Who sees it',
		text: 'Everybody sees the kind of fault, the asset or street, the day and how far the repair is: never who reported it, nor exactly where you stood. Your words are shown only if you allow it, your photos only after somebody has looked at them; faces and number plates are made unrecognisable, and what could lead to a person is hidden. Our staff, and contractors we send, see what they need for the repair.',
	},
	long: {
		title: 'How long we keep it',
		text: 'Until {months} months after your fault is over. Then we take out your name, address, number, words and exact place; what remains is that there was a fault. Photos as you sent them are deleted {days} days after the fault is closed, if they had to be made unrecognisable or were not shown. Of your device we keep only a scrambled number, which is taken out with the rest. If you sign in to see your reports, that lasts thirty days or until you sign out; a device that you let tell you is known to us until you stop it.',
	},
	rights: {
		title: 'What you may ask',
		text: 'You may see what we hold about you, take it with you, have it corrected, or have it erased, at any time and without saying why. Do it yourself on this page, or ask the Information Officer.',
	},
};
