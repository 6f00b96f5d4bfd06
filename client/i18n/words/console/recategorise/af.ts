import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'action.recategorise': 'Ander probleem',
	'recategorise.title': 'Dit is ’n ander probleem',
	'recategorise.which': 'Nou is dit',
	'recategorise.choose': 'Kies wat dit is',
	'recategorise.hint': 'Dit bly op sy bate waar dié so ’n probleem kan hê; anders kyk iemand. Sy horlosie hou sy begin.',
	'done.recategorised': 'Dit is nou “{title}”.',
	'undo.recategorised': 'Neem terug dat dit ’n ander probleem geword het',
	'log.recategorised': 'Het “{to}” geword, was “{from}”',
	'log.recategorisedOff': 'Het “{to}” geword, was “{from}”; {asset} kan dit nie hê nie, dus hang dit nog aan niks',
};
