import { join, type Sql, sql } from '../platform/sql.ts';

type Of<Asked, Key> = (asked: Asked, key: Key) => Sql | undefined;

/** For rows whose faults are found one row after the other: those of several rows together, each once. */
export const oneByOne =
	<Asked>(of: Of<Asked, string>): Of<Asked, readonly string[]> =>
	(asked, keys) => {
		const found = keys.map((key) => of(asked, key));
		if (!found.every((it) => it !== undefined)) return undefined;
		return join(
			found.map((it) => sql`(${it})`),
			' union ',
		);
	};
