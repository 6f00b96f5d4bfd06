import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'help.open': 'Hulp met hierdie skerm',
	'place.closing-audits': 'Steekproewe',
	'place.contractors': 'Kontrakteurs',
	'nav.work': 'Werk',
	'nav.residents': 'Inwoners',
	'nav.register': 'Bateregister',
	'nav.town': 'Dorp',
	'nav.administration': 'Administrasie',
	'nav.rooms': 'Kamers',
	'nav.crew': 'Spanne se toep',
	'nav.planner': 'Beplanner',
	'nav.here': '{group}, hier: {room}',
};
