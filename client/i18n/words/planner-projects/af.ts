import type { words as english } from './en.ts';

/** Woorde van vernuwings wat aan werke oorgegee word. */
export const words: Record<keyof typeof english, string> = {
	'order.button': 'Gee oor',
	'order.done': 'Projek {code} is by werke.',
	'order.hint': '{count|one:# bate|other:# bates} as ’n projek: werke kry ’n opdrag met wat dit beplan is om te kos, en beplan die res.',
	'order.name': 'Titel van die projek',
	'order.title': 'Gee aan werke oor',
	'projects.actual': 'Bestee',
	'projects.done': '{ended} van {assets} klaar',
	'projects.none': 'Nog niks is oorgegee nie. Kies terreine onder “Vernuwing binne ’n begroting”, en gee een oor.',
	'projects.planned': 'Beplan',
	'projects.title': 'Projekte by werke',
};
