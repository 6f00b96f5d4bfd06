import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'calls.agree.no': 'Nee',
	'calls.agree.yes': 'Ja',
	'calls.agreedOn': 'Het op {date} ingestem',
	'calls.details': 'Naam, nommer, e-pos',
	'calls.due': 'moet teen {date} klaar wees',
	'calls.earlier': 'Voorheen aangemeld',
	'calls.expected': 'verwag {from} tot {to}',
	'calls.find': 'Nommer, naam, e-pos of kaartjie. Enter gaan verder; met niks getik nie, sonder ’n naam.',
	'calls.known': '{count|one:# verslag|other:# verslae}, {open|=0:geen oop nie|other:# oop}, die laaste op {date}',
	'calls.new': 'Nuwe beller: {who}',
	'calls.newHint': 'Skryf neer wat getik is',
	'calls.noName': 'Beller sonder ’n naam',
	'calls.on': 'op {date} aangemeld',
	'calls.undo': 'Neem dit terug',
	'calls.undone': 'Teruggeneem: wat gesê is, staan weer in die vorm.',
	'log.withdrawn': '’n Verslag is teruggeneem deur wie dit neergeskryf het',
	'calls.readOut': 'Lees voor:',
	'calls.heard': 'Gehoor: “{words}”',
	'calls.closed': 'Die kantore is nou toe.',
	'calls.goOn': 'Sodra die beller weet wie om te bel, gaan voort om dit af te neem.',
};
