import { catalogue } from '../municipality/index.ts';
import { badField } from '../platform/problem.ts';

/** The number of a class that was named; undefined where none was. */
export function classNumber(id: string | undefined): number | undefined {
	if (id === undefined) return undefined;
	const home = catalogue.byId.get(id);
	if (!home) throw badField('class', 'There is no such asset class.');
	return home.number;
}
