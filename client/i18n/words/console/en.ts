/** Words of the console, for engineers, dispatchers and crews. */
export const words = {
	'app.title': 'Console',
} as const;
