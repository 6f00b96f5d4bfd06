import type { MessageWords } from './message-words.ts';

export const words: MessageWords = {
	kinds: {
		received: {
			subject: '{reference}: we have your report – {title}',
			body: 'Thank you for letting us know. Your report is now with {department}. We will write to you when work on it starts and when it is done.',
		},
		joined: {
			subject: '{reference}: we have your report – {title}',
			body: 'Thank you for letting us know. Others have reported the same fault, so your report has been added to theirs: it will be repaired once, and all of you will hear of it. It is with {department}.',
		},
		'in-progress': {
			subject: '{reference}: work has started – {title}',
			body: '{department} has started working on this fault. We will write again when it is done.',
		},
		fixed: {
			subject: '{reference}: repaired – {title}',
			body: '{department} says that this fault has been repaired. Is it so? If not, please say so on the page below within {days} days, and we will open it again.',
		},
		closed: {
			subject: '{reference}: closed – {title}',
			body: 'This fault has been repaired and is now closed. Thank you for your help. If the trouble comes back, please report it again.',
		},
		reopened: {
			subject: '{reference}: open again – {title}',
			body: 'This fault is open again: it seems that it has not been repaired after all. It is back with {department}, and we will write to you when there is news.',
		},
		'no-fault-found': {
			subject: '{reference}: no fault found – {title}',
			body: 'We went to look and found nothing wrong at this place. If you can still see the trouble, please report it again, with a photo if you can.',
		},
		'not-ours': {
			subject: '{reference}: not ours to repair – {title}',
			body: 'We have looked into this: it is not for the municipality to repair.',
		},
		'cannot-now': {
			subject: '{reference}: cannot be repaired for now – {title}',
			body: 'We are sorry: this fault cannot be repaired for now. It is not forgotten, and we will write to you if that changes.',
		},
		rejected: {
			subject: '{reference}: not accepted – {title}',
			body: 'We have looked at your report and cannot accept it as a fault.',
		},
		noticed: {
			subject: '{reference}: a fault was reported – {title}',
			body: 'Something that you follow has a fault. It is with {department}, and we will write to you when work on it starts and when it is done.',
		},
		'handed-on': {
			subject: '{reference}: handed on – {title}',
			body: 'This is not for the municipality to repair, so we have handed it on to {authority}. Their number for it is {number}. We follow what they do, and will write to you when they say that it is over.',
		},
	},
	reference: 'Reference',
	what: 'What',
	where: 'Where',
	department: 'Department',
	reason: 'Reason',
	follow: 'Follow it here:',
	emergency: 'In an emergency, phone {phone}. This address is not read by anybody.',
	stop: 'No more messages about this fault:',
	stopAsset: 'Follow it no longer:',
};
