import type { words as en } from './en.ts';

export const words: Record<keyof typeof en, string> = {
	'handed.title': 'Abajonge le nto: {name}',
	'handed.since': 'Siyidlulisele ngomhla we-{date}.',
	'handed.number': 'Inombolo yabo: {number}.',
	'handed.over': 'Bathi bagqibile ngayo.',
	'handed.says': 'Bathi: {status}.',
	'handed.site': 'Iwebhusayithi yabo',
	'handed.status.open': 'ifunyenwe',
	'handed.status.in_progress': 'iyalungiswa',
	'handed.status.action_scheduled': 'icwangcisiwe',
	'handed.status.investigating': 'iyaphandwa',
	'handed.status.fixed': 'ilungisiwe',
	'handed.status.closed': 'ivaliwe',
	'handed.said': '{date}: {words}',
};
