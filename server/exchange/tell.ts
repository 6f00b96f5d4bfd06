import { catalogue } from '../municipality/index.ts';
import type { FaultTold } from './telling.ts';
import type { ToldRow } from './telling-queries.ts';

/** How much is told: what anyone may know, or what staff know. */
export type Level = 'public' | 'staff';

const round = (degrees: number): number => Number(degrees.toFixed(6));

const isOfHome = (mode: string): boolean => catalogue.modes.get(mode)?.mode.houseLevel === true;

const common = (row: ToldRow, link: string) => ({
	...{ code: row.code, link, mode: row.mode, class: row.class, state: row.state, open: row.open, emergency: row.emergency },
	...{ department: row.department, ward: row.ward, reports: row.reports, meToos: row.meToos },
});

/** A fault as staff know it. */
export function toldToStaff(row: ToldRow, link: string): FaultTold {
	return {
		...common(row, link),
		priority: row.priority,
		asset: row.asset === null ? null : { reference: row.asset, class: row.class, chainage: row.chainage },
		street: row.street,
		point: { lon: round(row.lon), lat: round(row.lat) },
		times: {
			...{ reported: row.reported.toISOString(), stateSince: row.stateSince.toISOString() },
			...{ due: row.due?.toISOString() ?? null, fixed: row.fixed?.toISOString() ?? null },
		},
		mergedInto: row.mergedInto,
	};
}

/** A fault as anyone may know it; undefined where nobody outside may. Of the trouble of one home neither the street nor the asset. */
export function toldToAll(row: ToldRow, link: string): FaultTold | undefined {
	if (row.seen === null) return undefined;
	const { asset, street, lon, lat, reported, stateSince, due, fixed } = row.seen;
	const ofHome = isOfHome(row.mode);
	return {
		...common(row, link),
		priority: null,
		asset: asset === null || ofHome ? null : { reference: asset, class: row.class, chainage: row.chainage },
		street: ofHome ? null : street,
		point: { lon: round(lon), lat: round(lat) },
		times: { reported, stateSince, due, fixed },
		mergedInto: null,
	};
}
