import { source } from './index.ts';
import { tableRows } from './reading/table-rows.ts';
import { textRows } from './reading/text-rows.ts';

export default source({
	id: 'csv',
	title: 'Table as text (CSV)',
	accepts: (fileName) => /\.(csv|tsv|txt)$/i.test(fileName),
	read: (path, options) => tableRows(textRows(path), options),
});
