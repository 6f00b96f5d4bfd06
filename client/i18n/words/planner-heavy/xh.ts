import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'run.again': 'Phinda ubale',
	'run.cancel': 'Rhoxisa',
	'run.cancelled': 'Oku kurhoxisiwe.',
	'run.done': 'Impendulo ifikile.',
	'run.error': 'Ayikwazanga kubalwa. Oko bekubuziwe kugciniwe; zama kwakhona, usixelele ukuba kuyaphinda kwenzeke.',
	'run.interrupted': 'Iseva imke kathathu phakathi. Zama kwakhona kamva.',
	'run.kept': 'Ibalwe kwidatha ka-{when}.',
	'run.percent': 'Kugqitywe {percent}',
	'run.start': 'Bala',
	'run.tooLarge': 'Oku kufuna inkumbulo engaphezu kwevunyelwe kumbuzo omnye. Cela ixesha elifutshane okanye indawo encinci.',
	'run.tooLong': 'Oku kuthathe ngaphezu kwemizuzu elishumi. Cela ixesha elifutshane okanye indawo encinci.',
	'run.waiting': 'Ilinde ithuba layo',
	'run.why': 'Lo mbuzo uthatha ixesha. Ungaqhubeka kwenye indawo ubuye: impendulo iyagcinwa.',
	'run.working': 'Iyabalwa',
};
