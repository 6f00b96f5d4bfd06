import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'run.again': 'Werk dit weer uit',
	'run.cancel': 'Kanselleer',
	'run.cancelled': 'Dit is gekanselleer.',
	'run.done': 'Die antwoord is hier.',
	'run.error': 'Dit kon nie uitgewerk word nie. Wat gevra is, is bewaar; probeer weer, en sê vir ons as dit weer gebeur.',
	'run.interrupted': 'Die bediener het drie keer in die middel weggeval. Probeer ’n bietjie later weer.',
	'run.kept': 'Uitgewerk uit die data van {when}.',
	'run.percent': '{percent} klaar',
	'run.start': 'Werk dit uit',
	'run.tooLarge': 'Dit het meer geheue nodig as wat een vraag mag hê. Vra vir ’n korter tydperk of ’n kleiner gebied.',
	'run.tooLong': 'Dit het langer as tien minute geduur. Vra vir ’n korter tydperk of ’n kleiner gebied.',
	'run.waiting': 'Wag vir sy beurt',
	'run.why': 'Hierdie vraag neem ’n rukkie. U kan elders aangaan en terugkom: die antwoord word bewaar.',
	'run.working': 'Word uitgewerk',
};
