import type { AlertWords } from './words.ts';

export const words: AlertWords = {
	kinds: {
		confirm: {
			subject: 'Do you want to hear of new faults? – {place}',
			body: 'Somebody, probably you, asked us to write to this address when something is reported here: {place}. If that was you, please follow the link. If not, do nothing: you will not hear from us again.',
		},
		new: { subject: '{title} – {place}', body: 'Something new has been reported where you asked us to tell you: {place}.' },
		daily: { subject: '{count} new – {place}', body: 'Since our last message this has been reported where you asked us to tell you: {place}.' },
	},
	area: 'the area you drew on the map',
	only: '{place} ({kind})',
	confirm: 'Yes, tell me:',
	more: 'All of them are on the map:',
	emergency: 'In an emergency, phone {phone}. This address is not read by anybody.',
	stop: 'No more messages like this:',
};
