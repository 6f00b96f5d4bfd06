import type { words as english } from './en.ts';

/** Amagama ohlaziyo olunikezelwa kwicandelo lomsebenzi. */
export const words: Record<keyof typeof english, string> = {
	'order.button': 'Nikezela',
	'order.done': 'Iprojekthi {code} ikwicandelo lomsebenzi.',
	'order.hint':
		'{count|one:impahla e-#|other:impahla ezi-#} njengeprojekthi: icandelo lomsebenzi lifumana umyalelo kunye nexabiso elicwangcisiweyo, licwangcise okuseleyo.',
	'order.name': 'Isihloko seprojekthi',
	'order.title': 'Nikezela kwicandelo lomsebenzi',
	'projects.actual': 'Okuchithiweyo',
	'projects.done': '{ended} kwe-{assets} zigqityiwe',
	'projects.none': 'Akukho nto inikezelweyo okwangoku. Khetha iindawo phantsi kwe-“Uhlaziyo phantsi kohlahlo-lwabiwo”, unikezele enye.',
	'projects.planned': 'Okucwangcisiweyo',
	'projects.title': 'Iiprojekthi ezikwicandelo lomsebenzi',
};
