import type { Knex } from 'knex';

const kinds = `('water', 'electricity', 'sewer', 'stormwater')`;

/** The networks that the lines and points of the register make: derived from it, never edited, built anew by the worker when it changes. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table network_build (
			utility  text primary key constraint network_build_utility check (utility in ${kinds}),
			built_at timestamptz not null default clock_timestamp(),
			took_ms  int not null,
			rules    int not null,
			lines    int not null,
			metres   double precision not null
		);
		comment on table network_build is 'When each network was last built from the register, by which version of the rules, of how much line.';

		create table network_segment (
			id      bigint primary key,
			utility text not null constraint network_segment_utility check (utility in ${kinds}),
			part    bigint not null,
			fed     boolean
		);
		create index network_segment_part on network_segment (part);
		create index network_segment_utility on network_segment (utility);
		comment on table network_segment is 'What hangs together without a valve that could be shut between; its number is that of its first node.';
		comment on column network_segment.part is 'The segment with the lowest number of all that hang together when every valve is open.';
		comment on column network_segment.fed is 'Whether a source reaches it with the valves as they usually stand; null where a network has no sources.';

		create table network_piece (
			line_id    bigint not null references asset,
			ordinal    int not null,
			utility    text not null,
			segment_id bigint not null references network_segment,
			from_node  bigint not null,
			to_node    bigint not null,
			from_m     double precision not null,
			to_m       double precision not null,
			primary key (line_id, ordinal)
		);
		create index network_piece_segment on network_piece (segment_id);
		create index network_piece_from on network_piece (from_node);
		create index network_piece_to on network_piece (to_node);
		comment on table network_piece is 'A stretch of a line between two nodes: cut where a valve sits and where another line joins it. Of electricity it leads away from the source, of sewers as it was drawn.';

		create table network_valve (
			asset_id     bigint primary key references asset,
			utility      text not null,
			line_id      bigint not null references asset,
			at_m         double precision not null,
			near_segment bigint not null references network_segment,
			far_segment  bigint not null references network_segment,
			closed       boolean not null,
			turns        boolean
		);
		create index network_valve_line on network_valve (line_id);
		create index network_valve_near on network_valve (near_segment);
		create index network_valve_far on network_valve (far_segment);
		comment on table network_valve is 'A valve that shuts a line, where it sits, and the segments on both sides: the same one where it does not turn, or where water finds a way round it.';
		comment on column network_valve.turns is 'Whether it can be turned; null where nobody wrote it down.';

		create table network_tap (
			asset_id   bigint not null references asset,
			utility    text not null,
			line_id    bigint not null references asset,
			ordinal    int not null,
			at_m       double precision not null,
			segment_id bigint not null references network_segment,
			customers  int not null,
			critical   text,
			primary key (asset_id, utility)
		);
		create index network_tap_line on network_tap (line_id);
		create index network_tap_segment on network_tap (segment_id);
		comment on table network_tap is 'What hangs on a line and goes without when it does: connections, hydrants, lamps, manholes, inlets.';
		comment on column network_tap.critical is 'What kind of place it serves that must not go without: clinic, school, home for the aged.';

		create table network_source (
			asset_id   bigint primary key references asset,
			utility    text not null,
			node       bigint not null,
			segment_id bigint not null references network_segment
		);
		create index network_source_segment on network_source (segment_id);
		comment on table network_source is 'What feeds a network: reservoirs, and the boxes that feed electricity lines.';

		create table network_issue (
			utility  text not null,
			kind     text not null constraint network_issue_kind check (kind in ('near-miss', 'crossing', 'unfed', 'off-line', 'bypassed')),
			asset_id bigint not null references asset,
			other_id bigint references asset,
			ordinal  int not null,
			geom     geometry(Point, 4326) not null,
			lines    int not null default 1,
			primary key (utility, kind, asset_id, ordinal)
		);
		create index network_issue_asset on network_issue (asset_id);
		create index network_issue_other on network_issue (other_id) where other_id is not null;
		comment on table network_issue is 'Where the register does not make a sound network: what somebody should look at.';
		comment on column network_issue.lines is 'How many lines it is about: all of a part that no source reaches.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw('drop table network_issue, network_source, network_tap, network_valve, network_piece, network_segment, network_build');
