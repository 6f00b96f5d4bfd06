import type { Knex } from 'knex';
import { mercatorCentimetres } from '../maths/mercator.ts';
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
	if (atMost !== undefined) page.where('listed.sort_at', '>=', days(atMost));
	if (atLeast !== undefined) page.where('listed.sort_at', '<', days(atLeast));
}

/** Where somebody means one street or one asset, troubles of one house are left out: those are shown as an area. */
function placed(page: Knex.QueryBuilder, db: Knex, { street, asset }: Pick<PublicFilter, 'street' | 'asset'>): void {
	if (street === undefined && asset === undefined) return;
	page.whereNotIn('listed.failure_mode', [...houseModes]);
	if (street !== undefined) page.where('listed.street', street);
	if (asset !== undefined) page.where('listed.asset_id', db('public_asset').select('public_asset.id').where('public_asset.reference', asset.toUpperCase()));
}

/** Within a box: of what maps draw by its centimetres, else by the index of all faults. */
function boxed(page: Knex.QueryBuilder, db: Knex, { bbox, state }: { bbox: string; state: PublicFilter['state'] }): void {
	const [west, south, east, north] = boxOf(bbox);
	const st = spatial(db);
	if (state !== 'open') page.where(st.boundingBoxIntersects('listed.geom_3857', st.transform(st.makeEnvelope(west, south, east, north, 4326), 3857)));
	else {
		const [left, bottom] = mercatorCentimetres(Math.min(west, east), Math.min(south, north));
		const [right, top] = mercatorCentimetres(Math.max(west, east), Math.max(south, north));
		page.whereBetween('listed.x', [left, right]).whereBetween('listed.y', [bottom, top]);
	}
}

/** The ids of a page of public faults, newest first: one more than the page holds tells whether there is another. What is open stands among what maps draw. */
function pageOf(db: Knex, filter: PublicFilter): Knex.QueryBuilder {
	const { state, mode, class: id, ward, bbox, cursor, limit, age } = filter;
	const page = db(state === 'open' ? 'public_map_fault as listed' : 'public_fault as listed')
		.select('listed.id')
		.orderBy([
			{ column: 'listed.sort_at', order: 'desc' },
			{ column: 'listed.id', order: 'desc' },
		]);
	const wanted = states[state];
	if (state === 'open') page.where('listed.open', true);
	if (wanted) page.whereIn('listed.state', [...wanted]);
	if (mode !== undefined) page.where('listed.failure_mode', mode);
	if (id !== undefined) page.where('listed.class', classNumber(id));
	if (age !== undefined) aged(page, db, age);
	placed(page, db, filter);
	if (ward !== undefined) page.where('listed.ward_id', db('ward').select('ward.id').where('ward.code', ward).whereRaw('ward.valid @> current_date'));
	if (bbox !== undefined) boxed(page, db, { bbox, state });
	if (cursor !== undefined) {
		const last = db('fault').select('fault.first_report_at', 'fault.id').where('fault.code', cursor.toUpperCase());
		page.whereRaw('(listed.sort_at, listed.id) < (?)', [last]);
	}
	return page.limit(limit + 1);
}

const names = new Map<string, string>();

/** A page of public faults, and one more. It is chosen first; only what it holds is joined. What is open is planned once a connection for each set of filters. */
export function publicPageSql(db: Knex, filter: PublicFilter): Sql {
	const { sql: text, bindings } = pageOf(db, filter).toSQL();
	const page = sql`
	with page as (${new Sql(text, bindings)})
	select ${publicColumns} from page join public_fault on public_fault.id = page.id ${publicJoins} order by public_fault.sort_at desc, public_fault.id desc`;
	if (filter.state !== 'open') return page;
	const name = names.get(page.text) ?? `open faults ${names.size + 1}`;
	names.set(page.text, name);
	return page.prepared(name);
}
