import type { Knex } from 'knex';

/** On which single segment each depends, so that what to close in a large town needs a look at its neighbourhood only. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table network_segment
			add column hangs_on bigint constraint network_segment_hangs_on references network_segment,
			add column hops int;
		create index network_segment_hangs_on on network_segment (hangs_on) where hangs_on is not null;
		comment on column network_segment.hangs_on is 'The nearest segment through which all that reaches it must come; null where there is none, or no source reaches it.';
		comment on column network_segment.hops is 'How many valves lie between it and a source at least; null where no source reaches it.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table network_segment drop column hangs_on, drop column hops');
