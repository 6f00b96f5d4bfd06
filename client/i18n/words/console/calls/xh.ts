import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'calls.agree.no': 'Hayi',
	'calls.agree.yes': 'Ewe',
	'calls.agreedOn': 'Uvume ngo-{date}',
	'calls.details': 'Igama, inombolo, i-imeyile',
	'calls.due': 'mayilungiswe ngo-{date}',
	'calls.earlier': 'Okuxelwe ngaphambili',
	'calls.expected': 'ilindeleke phakathi ko-{from} no-{to}',
	'calls.find': 'Inombolo, igama, i-imeyile okanye itikiti. U-Enter uqhubela phambili; ukuba akuchwetheziwe nto, ngaphandle kwegama.',
	'calls.known': '{count|one:ingxelo e-#|other:iingxelo ezi-#}, {open|=0:akukho evulekileyo|other:ezivulekileyo: #}, eyokugqibela ngo-{date}',
	'calls.new': 'Umntu omtsha ofowunayo: {who}',
	'calls.newHint': 'Kubhalwa oko kuchwetheziweyo',
	'calls.noName': 'Umntu ofowunayo ongenagama',
	'calls.on': 'ixelwe ngo-{date}',
	'calls.undo': 'Yibuyise',
	'calls.undone': 'Ibuyisiwe: okuthethiweyo kubuyele efomini.',
	'log.withdrawn': 'Ingxelo ibuyiswe ngulowo uyibhalileyo',
	'calls.readOut': 'Funda:',
	'calls.heard': 'Sivile: “{words}”',
	'calls.closed': 'Iiofisi zivaliwe ngoku.',
	'calls.goOn': 'Xa umfowuni esazi ukuba makafowunele bani, qhubeka ubhala.',
};
