import { Rows, type Table } from './copy.ts';
import { row, type Value } from './text.ts';

/** Ids already given away, by table. */
export type Ids = Record<'fault' | 'sighting' | 'report' | 'contact' | 'work_order', number>;

const columns = {
	fault: [
		...['id', 'failure_mode', 'family', 'state', 'state_since', 'reason', 'asset_id', 'asset_version', 'class', 'linear', 'link_method', 'p_link'],
		...['confirmed_asset_id', 'confirmed_at', 'confirmed_by', 'geom', 'public_geom', 'chainage_m', 'chainage_sd_m', 'chainage_range', 'street', 'ward_id'],
		...[
			'department_id',
			'priority',
			'emergency',
			'first_report_at',
			'last_report_at',
			'alive_until',
			'respond_due_at',
			'due_at',
			'fixed_at',
			'closed_at',
			'cause',
		],
		...['component', 'cost', 'hours', 'customers_affected', 'reports', 'me_toos', 'repeat_of', 'parent_id', 'reopened', 'needs_look', 'version', 'changed_at'],
	],
	sighting: [
		...['id', 'fault_id', 'failure_mode', 'geom', 'method', 'accuracy_m', 'map_zoom', 'pointer', 'system', 'sigma_m', 'claimed_asset_id', 'none_of_these'],
		...['candidates', 'p_none', 'model', 'seen_at'],
	],
	confirmation: ['fault_id', 'sighting_id', 'asset_id', 'previous_asset_id', 'person_id', 'at'],
	contact: ['id', 'name', 'email', 'phone', 'language', 'reporter_hash', 'created_at'],
	report: [
		...['id', 'tracking', 'fault_id', 'sighting_id', 'failure_mode', 'channel', 'language', 'words', 'public_words', 'answers', 'contact_id', 'taken_by'],
		...['duplicate', 'rejected_reason', 'reported_at'],
	],
	media: ['fault_id', 'report_id', 'hash', 'thumb_hash', 'kind', 'bytes', 'width', 'height', 'shown', 'created_at'],
	follower: ['fault_id', 'contact_id', 'kind', 'reporter_hash', 'tracking', 'at'],
	comment: ['fault_id', 'contact_id', 'person_id', 'words', 'visibility', 'at'],
	work_order: ['id', 'kind', 'state', 'department_id', 'crew', 'opened_at', 'started_at', 'done_at', 'outcome', 'cause', 'component', 'hours', 'cost'],
	work_order_item: ['work_order_id', 'fault_id', 'asset_id', 'chainage_m', 'cost', 'outcome', 'cause', 'component', 'ended_at', 'proof'],
	event: ['kind', 'at', 'person_id', 'fault_id', 'report_id', 'asset_id', 'work_order_id', 'details', 'dealt'],
} as const;

type Name = keyof typeof columns;

/** The rows of a history while they are written down. */
export class Ledger {
	readonly ids: Ids;
	readonly #rows = new Map<Name, Rows>();

	constructor(ids: Ids) {
		this.ids = ids;
	}

	id(table: keyof Ids): number {
		this.ids[table] += 1;
		return this.ids[table];
	}

	/** Adds a row; columns that are not named are null. */
	add(table: Name, values: Readonly<Record<string, Value>>): void {
		const rows = this.#rows.get(table) ?? new Rows();
		this.#rows.set(table, rows);
		rows.add(row(columns[table].map((column) => values[column])));
	}

	/** All tables in an order in which each finds what it refers to. */
	tables(): Table[] {
		return (Object.keys(columns) as Name[]).map((name) => ({ name, columns: columns[name], rows: this.#rows.get(name) ?? new Rows() }));
	}
}
