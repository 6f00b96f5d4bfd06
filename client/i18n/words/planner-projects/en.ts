/** Words of renewals that planners hand over to works. */
export const words = {
	'order.button': 'Hand over',
	'order.done': 'Project {code} is with works.',
	'order.hint': '{count|one:# asset|other:# assets} as a project: works gets an order with what it is planned to cost, and plans the rest.',
	'order.name': 'Title of the project',
	'order.title': 'Hand over to works',
	'projects.actual': 'Spent',
	'projects.done': '{ended} of {assets} done',
	'projects.none': 'Nothing has been handed over yet. Choose sites under “Renewal under a budget”, and hand one over.',
	'projects.planned': 'Planned',
	'projects.title': 'Projects with works',
} as const;
