/** Words of a fault that another authority looks after. */
export const words = {
	'handed.title': 'This is looked after by {name}',
	'handed.since': 'We passed it on on {date}.',
	'handed.number': 'Their number: {number}.',
	'handed.over': 'They say that they are done with it.',
	'handed.says': 'They say: {status}.',
	'handed.site': 'Their website',
	'handed.status.open': 'received',
	'handed.status.in_progress': 'being repaired',
	'handed.status.action_scheduled': 'planned',
	'handed.status.investigating': 'being looked into',
	'handed.status.fixed': 'repaired',
	'handed.status.closed': 'closed',
	'handed.said': '{date}: {words}',
} as const;
