import { hexSize } from '../../faults/index.ts';
import { leastPeople } from '../../maths/privacy.ts';
import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { listWards, readOpenData, readWard } from './contract.ts';
import { licence, reach } from './open-data.ts';
import { ward, wards } from './ward.ts';

/** Answers what anybody may know of wards and of open data. */
export function routes(serve: Serve<Context>): void {
	serve(readWard, ward);
	serve(listWards, (context) => wards(context));
	serve(readOpenData, async ({ db }) => {
		const { until, years } = await reach(db);
		return { ...licence, leastPeople, hexagonMetres: hexSize, until, years };
	});
}
