import type { ProposalWords } from './words.ts';

export const words: ProposalWords = {
	kinds: {
		received: {
			subject: '{reference}: thank you for the correction – {title}',
			body: 'Thank you. Somebody who keeps the register of {municipality} will look at what you told us, and we will write to you when it is decided.',
		},
		approved: {
			subject: '{reference}: the register has been corrected – {title}',
			body: 'You were right, thank you: the register of {municipality} has been corrected. Reports from this place will now find the right thing.',
		},
		rejected: {
			subject: '{reference}: the register stays as it is – {title}',
			body: 'We have looked at what you told us, and have left the register of {municipality} as it is. Thank you for taking the trouble.',
		},
	},
	wishes: {
		moved: '{asset} stands somewhere else',
		gone: '{asset} does not exist',
		missing: '{asset} is missing from the register',
		wrong: '{asset} is described wrongly',
		edit: '{asset}: a change of the register',
	},
	reference: 'Reference',
	what: 'What you told us',
	where: 'Where',
	reason: 'What we say to it',
	follow: 'See it here:',
	emergency: 'In an emergency, phone {phone}. This address is not read by anybody.',
	stop: 'No more messages about this:',
};
