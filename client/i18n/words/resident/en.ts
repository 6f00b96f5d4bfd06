/** Words of the resident's app: plain sentences, no terms of the works. */
export const words = {
	'app.title': 'Report a fault',
} as const;
