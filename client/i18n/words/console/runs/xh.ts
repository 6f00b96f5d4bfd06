import type { words as english } from './en.ts';

export const words: Record<keyof typeof english, string> = {
	'runs.fill': 'Gcwalisa ishifti',
	'runs.fillOf': 'Gcwalisa ishifti ye-{crew}',
	'runs.title': 'Uhambo oluphakanyiswayo: {crew}',
	'runs.hint':
		'Okona kubiza kakhulu ukuba kulindiswe ngeyure nganye yomsebenzi, kumjikelo omfutshane ukusuka edipho. Iingxamiseko nezinto eziqalisiweyo zihlala ngaphakathi.',
	'runs.stops': 'Iindawo zokuma',
	'runs.times': '{from}–{until}',
	'runs.parts': 'imizuzu e-{travel} endleleni, e-{work} yomsebenzi',
	'runs.perDay': '{money} ngosuku lokulinda',
	'runs.kept': 'ihlala ngaphakathi',
	'runs.together': 'utyelelo olunye nendawo {stops}',
	'runs.sum': '{count|one:indawo e-#|other:iindawo ezi-#}: {work} yomsebenzi, {travel} endleleni ({km} km), {free} eseleyo. Zibiza {money} ngosuku zilindile.',
	'runs.left': 'Akukho ndawo ye',
	'runs.pushedOut': 'ibicwangciselwe olu suku',
	'runs.takeOut': 'Khupha {order}',
	'runs.putIn': 'Faka {order}',
	'runs.out': 'Khupha',
	'runs.in': 'Faka',
	'runs.accept': 'Nika iqela olu hambo',
	'runs.accepted': '{crew} inohambo lwayo.',
	'runs.nothing': 'Akukho nto ilindele eli qela ngolu suku.',
};
