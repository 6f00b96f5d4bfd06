import type { Knex } from 'knex';

/** Moves and words of staff each have an index by when they are told; read apart, a thousand of either are found without sorting all that ever happened. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create view public_move as
			select 'E' || event.id as update_id, event.fault_id,
			       case event.kind
			           when 'fault.undone' then (select undone.details ->> 'from' from event as undone where undone.id = (event.details ->> 'event')::bigint)
			           else event.details ->> 'to' end as state,
			       told_at(event.at, event.person_id is not null) as at, null::text as words
			from event
			where event.kind in ('fault.moved', 'fault.reopened', 'fault.undone') and event.fault_id is not null;
		comment on view public_move is 'What anyone may know of how faults moved from state to state.';

		create view public_remark as
			select 'C' || comment.id as update_id, comment.fault_id, null::text as state, told_at(comment.at, true) as at, public_comment.words
			from comment
			join public_comment on public_comment.id = comment.id
			where comment.visibility = 'public' and comment.person_id is not null;
		comment on view public_remark is 'What staff wrote of faults for everybody.';

		create or replace view public_update as
			select public_move.* from public_move
			union all
			select public_remark.* from public_remark;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		create or replace view public_update as
			select 'E' || event.id as update_id, event.fault_id,
			       case event.kind
			           when 'fault.undone' then (select undone.details ->> 'from' from event as undone where undone.id = (event.details ->> 'event')::bigint)
			           else event.details ->> 'to' end as state,
			       told_at(event.at, event.person_id is not null) as at, null::text as words
			from event
			where event.kind in ('fault.moved', 'fault.reopened', 'fault.undone') and event.fault_id is not null
			union all
			select 'C' || comment.id, comment.fault_id, null, told_at(comment.at, true), public_comment.words
			from comment
			join public_comment on public_comment.id = comment.id
			where comment.visibility = 'public' and comment.person_id is not null;
		drop view public_remark, public_move;
	`);
