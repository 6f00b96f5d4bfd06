import { type Sql, sql } from '../../platform/sql.ts';
import type { IndicatorWish } from './contract.ts';

const indicatorVersion = sql`md5((to_jsonb(it) - 'changed_at')::text)`;

/** All indicators, or one. */
export const indicatorsSql = (code: string | null = null): Sql => sql`
	select it.code, it.source, it.title, it.kind, it.class, it.modes, it.per::float8 as per, it.hours::float8 as hours, it.target::float8 as target, it.verified, it.active,
	       ${indicatorVersion} as version
	from indicator as it
	where ${code}::text is null or it.code = ${code}
	order by it.active desc, it.source, it.code`;

/** Writes an indicator, unless somebody has written it since. */
export const writeIndicatorSql = (wish: IndicatorWish): Sql =>
	wish.version === null
		? sql`
	insert into indicator (code, source, title, kind, class, modes, per, hours, target, verified, active)
	values (${wish.code}, ${wish.source}, ${JSON.stringify(wish.title)}::jsonb, ${wish.kind}, ${wish.class}, ${[...wish.modes]}::text[], ${wish.per}::numeric, ${wish.hours}::numeric,
	        ${wish.target}::numeric, ${wish.verified}, ${wish.active})
	on conflict (code) do nothing returning true as written`
		: sql`
	update indicator as it
	set source = ${wish.source}, title = ${JSON.stringify(wish.title)}::jsonb, kind = ${wish.kind}, class = ${wish.class}, modes = ${[...wish.modes]}::text[], per = ${wish.per}::numeric,
	    hours = ${wish.hours}::numeric, target = ${wish.target}::numeric, verified = ${wish.verified}, active = ${wish.active}, changed_at = now()
	where it.code = ${wish.code} and ${indicatorVersion} = ${wish.version} returning true as written`;
