import type { words as english } from './en.ts';

export const words: Record<keyof typeof english, string> = {
	'runs.fill': 'Vul die skof',
	'runs.fillOf': 'Vul die skof van {crew}',
	'runs.title': 'Voorgestelde rit: {crew}',
	'runs.hint': 'Wat die meeste kos om te laat wag vir elke uur se werk, in ’n kort rondte vanaf die werf. Noodgevalle en wat begin het, bly in.',
	'runs.stops': 'Stoppe',
	'runs.times': '{from}–{until}',
	'runs.parts': '{travel} min onderweg, {work} min werk',
	'runs.perDay': '{money} per dag van wag',
	'runs.kept': 'bly in',
	'runs.together': 'dieselfde besoek as stop {stops}',
	'runs.sum': '{count|one:# stop|other:# stoppe}: {work} werk, {travel} onderweg ({km} km), {free} oor. Hulle kos {money} per dag terwyl hulle wag.',
	'runs.left': 'Geen plek vir',
	'runs.pushedOut': 'was vir hierdie dag beplan',
	'runs.takeOut': 'Haal {order} uit',
	'runs.putIn': 'Sit {order} in',
	'runs.out': 'Haal uit',
	'runs.in': 'Sit in',
	'runs.accept': 'Gee die span hierdie rit',
	'runs.accepted': '{crew} het sy rit.',
	'runs.nothing': 'Niks wag op hierdie dag vir hierdie span nie.',
};
