import { sql } from './sql.ts';

/**
 * Sorts a million rows in memory instead of on disk, compiles nothing for one question, and lets several processes gather what has more groups than the planner
 * thinks, in this transaction alone.
 */
export const roomToSortSql = sql`
	select set_config('work_mem', '128MB', true), set_config('jit', 'off', true),
	       set_config('parallel_setup_cost', '200', true), set_config('parallel_tuple_cost', '0', true)`;

/** Gathers by sorting: of very many groups each step of a hash waits for memory, and a sort, which goes through it in order, takes half as long. */
export const sortedSql = sql`select set_config('enable_hashagg', 'off', true)`;
