type Row = Record<string, unknown>;

/** A layer of an Esri FeatureServer as far as it is asked here: queries by our name, and edits. */
export interface FeatureLayer {
	features: Map<number, Row>;
	answer: (path: string, words: URLSearchParams) => unknown;
}

/** A layer whose first answer to an edit is lost though the edit was made. */
export function featureLayer(): FeatureLayer {
	const features = new Map<number, Row>();
	let lose = true;
	const query = (words: URLSearchParams) => {
		const id = /= '((?:[^']|'')*)'/.exec(words.get('where') ?? '')?.[1]?.replaceAll("''", "'");
		const rows = [...features.values()].filter((row) => id === undefined || row['faultline_id'] === id);
		return { objectIdFieldName: 'OBJECTID', features: rows.map((attributes) => ({ attributes })) };
	};
	const read = (words: URLSearchParams, name: string): { attributes: Row }[] => JSON.parse(words.get(name) ?? '[]');
	const put = (number: number, attributes: Row): { success: true; objectId: number } => {
		features.set(number, { ...features.get(number), ...attributes, OBJECTID: number, EditDate: 2 });
		return { success: true, objectId: number };
	};
	const edit = (words: URLSearchParams): unknown => {
		const updateResults = read(words, 'updates').map(({ attributes }) => put(Number(attributes['OBJECTID']), attributes));
		const addResults = read(words, 'adds').map(({ attributes }) => put(features.size + 1, attributes));
		for (const gone of (words.get('deletes') ?? '').split(',')) features.delete(Number(gone));
		if (!lose) return { addResults, updateResults };
		lose = false;
		return 500;
	};
	return { features, answer: (path, words) => (path.endsWith('/query') ? query(words) : edit(words)) };
}
