/** Words of questions that take a while. */
export const words = {
	'run.again': 'Work it out anew',
	'run.cancel': 'Cancel',
	'run.cancelled': 'This was cancelled.',
	'run.done': 'The answer is here.',
	'run.error': 'It could not be worked out. What was asked is kept; try again, and tell us if it happens once more.',
	'run.interrupted': 'The server went away three times in the middle. Try again a little later.',
	'run.kept': 'Worked out from the data of {when}.',
	'run.percent': '{percent} done',
	'run.start': 'Work it out',
	'run.tooLarge': 'This needs more memory than one question may have. Ask for a shorter period or a smaller area.',
	'run.tooLong': 'This took longer than ten minutes. Ask for a shorter period or a smaller area.',
	'run.waiting': 'Waiting for its turn',
	'run.why': 'This question takes a while. You may go on elsewhere and come back: the answer is kept.',
	'run.working': 'Being worked out',
} as const;
