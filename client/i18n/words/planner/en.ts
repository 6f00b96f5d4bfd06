/** Words of the planner. */
export const words = {
	'app.title': 'Planner',
} as const;
