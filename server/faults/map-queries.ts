import { sql } from '../platform/sql.ts';

/** Takes away what was fixed so long ago that no map draws it any more. */
export const sweepMapSql = sql`delete from map_fault where not map_fault.open and map_fault.fixed_at <= now() - interval '32 days'`;

export const emptyMapSql = sql`delete from map_fault`;

export const drawMapSql = sql`insert into map_fault select fault_on_map.* from fault_on_map`;
