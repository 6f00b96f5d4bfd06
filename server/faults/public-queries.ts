import type { Knex } from 'knex';
import { spatial } from '../platform/geometry.ts';
import { Sql, sql } from '../platform/sql.ts';
import { type Age, ageDays } from './contract.ts';
import { publicColumns, publicJoins } from './desk-queries.ts';
import { boxOf, classNumber, type Filter } from './filter-queries.ts';
import { houseModes } from './house-modes.ts';

export interface PublicFilter extends Filter {
	state: 'open' | 'fixed' | 'not-done' | 'all';
	age?: Age | undefined;
	/** A street's name as it is written in the register. */
	street?: string | undefined;
	/** The reference of an asset. */
	asset?: string | undefined;
	limit: number;
	/** Code of the last fault of the page before: its time of day is nobody's business. */
	cursor?: string | undefined;
	language: string;
}

const states: Readonly<Record<PublicFilter['state'], readonly string[] | undefined>> = {
	open: undefined,
	fixed: ['fixed', 'closed'],
	'not-done': ['no-fault-found', 'not-ours', 'cannot-now'],
	all: undefined,
};

// Whole local days: an answer that changed in the middle of one would tell the minute.
const dayBegan = '((now() at time zone municipality.zone)::date - ?::int)::timestamp at time zone municipality.zone';

/** Known since so many days, or for longer. */
function aged(page: Knex.QueryBuilder, db: Knex, age: Age): void {
	const { atMost, atLeast } = ageDays[age];
	const days = (count: number): Knex.QueryBuilder => db('municipality').select(db.raw(dayBegan, [count]));
	if (atMost !== undefined) page.where('public_fault.sort_at', '>=', days(atMost));
	if (atLeast !== undefined) page.where('public_fault.sort_at', '<', days(atLeast));
}

/** Where somebody means one street or one asset, troubles of one house are left out: those are shown as an area. */
function placed(page: Knex.QueryBuilder, db: Knex, { street, asset }: Pick<PublicFilter, 'street' | 'asset'>): void {
	if (street === undefined && asset === undefined) return;
	page.whereNotIn('public_fault.failure_mode', [...houseModes]);
	if (street !== undefined) page.where('public_fault.street', street);
	if (asset !== undefined)
		page.where('public_fault.asset_id', db('public_asset').select('public_asset.id').where('public_asset.reference', asset.toUpperCase()));
}

/** The ids of a page of public faults, newest first: one more than the page holds tells whether there is another. */
function pageOf(db: Knex, filter: PublicFilter): Knex.QueryBuilder {
	const { state, mode, class: id, ward, bbox, cursor, limit, age } = filter;
	const st = spatial(db);
	const page = db('public_fault')
		.select('public_fault.id')
		.orderBy([
			{ column: 'public_fault.sort_at', order: 'desc' },
			{ column: 'public_fault.id', order: 'desc' },
		]);
	const wanted = states[state];
	// The column has an index of its own for this very order.
	if (state === 'open') page.where('public_fault.open', true);
	if (wanted) page.whereIn('public_fault.state', [...wanted]);
	if (mode !== undefined) page.where('public_fault.failure_mode', mode);
	if (id !== undefined) page.where('public_fault.class', classNumber(id));
	if (age !== undefined) aged(page, db, age);
	placed(page, db, filter);
	if (ward !== undefined) page.where('public_fault.ward_id', db('ward').select('ward.id').where('ward.code', ward).whereRaw('ward.valid @> current_date'));
	if (bbox !== undefined) page.where(st.boundingBoxIntersects('public_fault.geom_3857', st.transform(st.makeEnvelope(...boxOf(bbox), 4326), 3857)));
	if (cursor !== undefined) {
		const last = db('fault').select('fault.first_report_at', 'fault.id').where('fault.code', cursor.toUpperCase());
		page.whereRaw('(public_fault.sort_at, public_fault.id) < (?)', [last]);
	}
	return page.limit(limit + 1);
}

/** A page of public faults, and one more. It is chosen first; only what it holds is joined. */
export function publicPageSql(db: Knex, filter: PublicFilter): Sql {
	const { sql: text, bindings } = pageOf(db, filter).toSQL();
	return sql`
	with page as (${new Sql(text, bindings)})
	select ${publicColumns} from page join public_fault on public_fault.id = page.id ${publicJoins} order by public_fault.sort_at desc, public_fault.id desc`;
}
