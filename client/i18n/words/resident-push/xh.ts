import type { words as english } from './en.ts';

export const words: Record<keyof typeof english, string> = {
	'push.denied': 'Esi sikhangeli asikuvumeli oko. Ungakutshintsha kwiisetingi zaso zale sayithi.',
	'push.failed': 'Ayikwazanga kulungiselelwa. Nceda uzame kwakhona kamva.',
	'push.hint': 'Simahla, ngaphandle kwedilesi yakho. Hayi ebusuku.',
	'push.on': 'Esi sixhobo siza kukuxelela xa kukho into eyenzekayo.',
	'push.start': 'Ndazise kwesi sixhobo',
	'push.stop': 'Hayi kwesi sixhobo kwakhona',
};
