import { every, type Sql, sql } from '../../platform/sql.ts';

export interface LabelRow {
	reference: string;
	class: number;
}

export interface Wanted {
	class?: number | undefined;
	refs?: readonly string[] | undefined;
	ward?: string | undefined;
	limit: number;
}

/** Assets in service whose labels are wanted, in the order in which they are stuck on: street by street. */
export const labelsSql = ({ class: number, refs, ward, limit }: Wanted): Sql => sql`
	select asset.reference, asset.class
	from asset
	where ${every([
		sql`asset.status = 'in-service'`,
		number === undefined ? undefined : sql`asset.class = ${number}::smallint`,
		refs && sql`asset.reference = any (${refs}::text[])`,
		ward === undefined ? undefined : sql`asset.ward_id = (select ward.id from ward where ward.code = ${ward} and ward.valid @> current_date)`,
	])}
	order by asset.class, asset.street, length(asset.reference), asset.reference
	limit ${limit}`;
