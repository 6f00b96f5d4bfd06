import { sql } from './sql.ts';

/** Sorts a million rows in memory instead of on disk, and compiles nothing for one question, in this transaction alone. */
export const roomToSortSql = sql`select set_config('work_mem', '128MB', true), set_config('jit', 'off', true)`;
