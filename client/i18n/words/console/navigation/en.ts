/** Words of the way through the console: groups of rooms, and the other apps. */
export const words = {
	'help.open': 'Help with this screen',
	'place.closing-audits': 'Spot checks',
	'place.contractors': 'Contractors',
	'nav.work': 'Work',
	'nav.residents': 'Residents',
	'nav.register': 'Register',
	'nav.town': 'Town',
	'nav.administration': 'Administration',
	'nav.rooms': 'Rooms',
	'nav.crew': 'Crews’ app',
	'nav.planner': 'Planner',
	'nav.here': '{group}, here: {room}',
} as const;
