/** Words by which a resident says that this browser may tell them what becomes of a report. */
export const words = {
	'push.denied': 'This browser does not allow it. You can change that in its settings for this site.',
	'push.failed': 'It could not be set up. Please try again later.',
	'push.hint': 'Free, without your address. Not at night.',
	'push.on': 'This device tells you when something happens.',
	'push.start': 'Tell me on this device',
	'push.stop': 'No longer on this device',
} as const;
