import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'handed.title': 'Wie hierna omsien: {name}',
	'handed.since': 'Ons het dit op {date} oorgedra.',
	'handed.number': 'Hulle nommer: {number}.',
	'handed.over': 'Hulle sê hulle is klaar daarmee.',
	'handed.says': 'Hulle sê: {status}.',
	'handed.site': 'Hulle webwerf',
	'handed.status.open': 'ontvang',
	'handed.status.in_progress': 'word herstel',
	'handed.status.action_scheduled': 'beplan',
	'handed.status.investigating': 'word ondersoek',
	'handed.status.fixed': 'herstel',
	'handed.status.closed': 'gesluit',
	'handed.said': '{date}: {words}',
};
