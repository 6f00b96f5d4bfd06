/** What anybody may know: the filters of the map, ward pages, statistics, alerts, open data. */
export const words = {
	'age.any': 'Any age',
	'age.label': 'Known for',
	'age.month': 'Up to a month',
	'age.old': 'Over three months',
	'age.older': 'Over a month',
	'age.week': 'Up to a week',
	'map.alerts': 'Tell me of new ones',
	'map.data': 'Open data',
	'map.feed': 'Feed',
	'map.find': 'Find a street or place',
	'map.more': 'More about these faults',
	'map.street': 'Only {street}',
	'map.wards': 'Wards in figures',
} as const;
