export const words = {
	'action.recategorise': 'Another trouble',
	'recategorise.title': 'This is another trouble',
	'recategorise.which': 'Now it is',
	'recategorise.choose': 'Choose what it is',
	'recategorise.hint': 'It stays on its asset where that can have this trouble; else somebody looks. Its clock keeps its start.',
	'done.recategorised': 'It is “{title}” now.',
	'undo.recategorised': 'Take back that it became another trouble',
	'log.recategorised': 'Became “{to}”, was “{from}”',
	'log.recategorisedOff': 'Became “{to}”, was “{from}”; {asset} cannot have that, so it hangs on nothing yet',
} as const;
