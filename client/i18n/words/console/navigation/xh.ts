import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'help.open': 'Uncedo ngesi sikrini',
	'place.closing-audits': 'Uhlolo olukhethiweyo',
	'place.contractors': 'Iikontraki',
	'nav.work': 'Umsebenzi',
	'nav.residents': 'Abahlali',
	'nav.register': 'Irejista',
	'nav.town': 'Idolophu',
	'nav.administration': 'Ulawulo',
	'nav.rooms': 'Amagumbi',
	'nav.crew': 'I-app yamaqela',
	'nav.planner': 'Umcwangcisi',
	'nav.here': '{group}, apha: {room}',
};
