import type { Knex } from 'knex';
import { spatial } from '../platform/geometry.ts';
import { boxOf, classNumber, type Filter } from './filter-queries.ts';

export interface PublicFilter extends Filter {
	state: 'open' | 'fixed' | 'not-done' | 'all';
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

/** The ids of a page of public faults, newest first: one more than the page holds tells whether there is another. */
export async function publicPage(db: Knex, { state, mode, class: id, ward, bbox, cursor, limit }: PublicFilter): Promise<{ id: number; code: string }[]> {
	const st = spatial(db);
	const page = db('public_fault')
		.select('public_fault.id', 'public_fault.code')
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
	if (ward !== undefined) page.where('public_fault.ward_id', db('ward').select('ward.id').where('ward.code', ward).whereRaw('ward.valid @> current_date'));
	if (bbox !== undefined) page.where(st.boundingBoxIntersects('public_fault.geom_3857', st.transform(st.makeEnvelope(...boxOf(bbox), 4326), 3857)));
	if (cursor !== undefined) {
		const last = db('fault').select('fault.first_report_at', 'fault.id').where('fault.code', cursor.toUpperCase());
		page.whereRaw('(public_fault.sort_at, public_fault.id) < (?)', [last]);
	}
	return page.limit(limit + 1);
}
