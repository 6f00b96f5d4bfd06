import { type Sql, sql } from '../../platform/sql.ts';
import type { Table } from './tables.ts';

const ward = (asked: boolean, id: Sql): Sql => (asked ? sql` left join insight.ward as ward on ward.id = ${id}` : sql``);
const asset = (asked: boolean, id: Sql): Sql => (asked ? sql` left join insight.asset as asset on asset.id = ${id}` : sql``);
const fault = (asked: boolean, id: Sql): Sql => (asked ? sql` left join insight.fault as fault on fault.id = ${id}` : sql``);

const hexagon = (asked: boolean, hex: Sql): Sql => (asked ? sql` left join insight.hexagon as hexagon on hexagon.hex = ${hex}` : sql``);

interface Joins {
	assets: boolean;
	faults: boolean;
	wards: boolean;
	/** By which a suburb is known. */
	hexagons: boolean;
	/** Rates take the ward and the suburb of the asset, as its time in service does. */
	byAsset: boolean;
}

/** Where rows are read, with the joins that are asked for; a row whose fault or asset nobody knows stays a row. */
export const sources: Readonly<Record<Table['id'], (joins: Joins) => Sql>> = {
	asset: ({ wards, hexagons }) => sql`insight.asset as asset${ward(wards, sql`asset.ward_id`)}${hexagon(hexagons, sql`asset.hex`)}`,
	fault: ({ assets, wards, hexagons, byAsset }) => {
		const at = byAsset ? sql`asset` : sql`fault`;
		return sql`insight.fault as fault${asset(assets || byAsset, sql`fault.asset_id`)}${ward(wards, sql`${at}.ward_id`)}${hexagon(hexagons, sql`${at}.hex`)}`;
	},
	report: ({ assets, faults, wards, hexagons }) => {
		const known = fault(faults || assets || wards || hexagons, sql`report.fault_id`);
		return sql`insight.report as report${known}${asset(assets, sql`fault.asset_id`)}${ward(wards, sql`fault.ward_id`)}${hexagon(hexagons, sql`fault.hex`)}`;
	},
	work: ({ assets, faults, wards, hexagons }) => {
		const placed = wards || hexagons;
		const known = sql`${fault(faults || assets || placed, sql`work.fault_id`)}${asset(assets || placed, sql`coalesce(work.asset_id, fault.asset_id)`)}`;
		return sql`insight.work as work${known}${ward(wards, sql`coalesce(fault.ward_id, asset.ward_id)`)}${hexagon(hexagons, sql`coalesce(fault.hex, asset.hex)`)}`;
	},
};
