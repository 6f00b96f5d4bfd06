import type { words as english } from './en.ts';

export const words: Record<keyof typeof english, string> = {
	'proposed.why.repeated': '{count|one:# fout|other:# foute} in {days} dae.',
	'proposed.why.reopened': '{count|one:# herstelling|other:# herstellings} het in {days} dae nie gehou nie.',
	'proposed.why.group': '{broken} van {of} is gelyktydig stukkend.',
	'proposed.why.unusual':
		'{count|one:# fout|other:# foute} in {days} dae, waar {expected} per jaar uit sy verlede en sy soort te verwagte was: ’n kans van {chance}.',
	'proposed.why.rising': 'Onlangs {lately} foute per week, waar {usual} gewoon is.',
	'proposed.why.condition': 'Graad {grade} van 5, kritikaliteit {criticality} van 5; laas bekyk: {day}.',
	'proposed.never': 'nooit',
	'proposed.false.year': 'Bloot toevallig hoogstens {count} sulke alarms per jaar in die hele klas.',
	'proposed.false.weeks': 'Bloot toevallig een so ’n alarm in {weeks} weke.',
	'proposed.beside':
		'{count|one:Daar is ook ’n voorstel vir nog een bate in dié straat|other:Daar is ook voorstelle vir # ander bates in dié straat}: dieselfde besoek werd.',
	'proposed.zone': 'Kring {zone}',
	'proposed.accept': 'Maak die werkopdrag',
	'proposed.accepted': 'Werkopdrag {code} is gemaak.',
	'proposed.dismiss': 'Sit weg',
	'proposed.dismissed': 'Weggesit; dieselfde word ’n halfjaar lank nie voorgestel nie.',
	'proposed.none': 'Die register stel nou niks voor nie',
	'proposed.noneHint':
		'Een keer per dag soek dit na wat aanhou breek, nie herstel bly nie, meer as sy soort faal, of swak en krities is. Wat dit vind, staan hier met die redes.',
	'orders.shape.proposed': 'Voorgestel',
	'proposed.list': 'Voorgestelde werk',
	'proposed.total': '{count|one:# voorstel|other:# voorstelle}, wat die swaarste weeg eerste',
};
