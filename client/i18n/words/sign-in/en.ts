/** Words about signing in, the same in every app of the staff. */
export const words = {
	'code.title': 'Now the code',
	'code.why': 'Open the authenticator on your phone and type the six digits it shows for {email}.',
	'code.field': 'Code',
	'code.hint': 'No phone at hand? Type one of your recovery codes.',
	'code.wrong': 'This code is not right, or was used already. Wait for the next one and try again.',
	'elsewhere.button': 'Sign in with {name}',
	/** In place of {name} in “Sign in with {name}”. */
	'elsewhere.nameless': 'your organisation’s account',
	'elsewhere.or': 'or with the password you chose here',
	'elsewhere.nobody': 'You signed in there, but no account here belongs to that one. Ask an administrator to invite you under the same e-mail address.',
	'elsewhere.factor':
		'Your account here needs a second step, and your organisation’s sign-in did not say that it asked for one. Sign in with your password and code.',
	'elsewhere.cancelled': 'Signing in was stopped. Nothing has changed; try again whenever you like.',
	'elsewhere.failed': 'Signing in there did not work. Try again; if it happens again, tell an administrator.',
	'elsewhere.away': 'Your organisation’s sign-in does not answer just now. Try again in a few minutes, or use your password.',
} as const;
