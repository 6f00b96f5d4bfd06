import { type Sql, sql } from '../platform/sql.ts';
import { registerAt } from './state-queries.ts';

export interface Search {
	q: string;
	classes: readonly number[];
	limit: number;
	/** Whether places that only staff may see are looked through too. */
	staff?: boolean;
	at?: string | undefined;
}

/** Names that are looked through by trigrams; more than these are as good as any where a word is as common as "street". */
const lookedThrough = 400;

const named = sql`place.kind in ('street', 'suburb', 'landmark')`;

/** What erven and meters are called before their numbers. */
const called = '(?:erf|erven|stand|plot|isiza|meter|imitha|account|rekening) ';

/**
 * What was typed: the words; a house number; the words without it; all of it as the number of an erf or meter, without spaces and dashes; and, where it
 * is called one, the first word behind that, after which a suburb may stand.
 */
const wantedSql = (q: string): Sql => sql`
	select typed.words, nullif(substring(typed.words from ${'(?:^| )([0-9]{1,5}) ?[a-z]?(?: |$)'}), '')::int as number,
	       btrim(regexp_replace(typed.words, ${`(^| )[0-9]{1,5} ?[a-z]?( |$)`}, ' ')) as bare,
	       replace(regexp_replace(typed.words, ${`^${called}`}, ''), ' ', '') as code,
	       substring(typed.words from ${`^${called}([a-z]*[0-9][a-z0-9]*)`}) as first_code
	from (select plain(${q}) as words) as typed`;

/**
 * Streets, suburbs and landmarks, and for each street the house with the number that was typed. Names are found by how they begin, in an index, and by
 * trigrams among the names without the houses, which are a hundred times as many; the houses of a street are then one look into an index.
 */
const placesSql = (secrecy: readonly string[]): Sql => sql`
	name as (
		(select place.id from wanted, place
		 where ${named} and wanted.bare <> '' and place.plain ~>=~ wanted.bare and place.plain ~<~ (wanted.bare || chr(1114111)) order by length(place.plain) limit 40)
		union
		(select place.id from wanted, place where ${named} and wanted.bare <> '' and wanted.bare <% place.plain limit ${lookedThrough})
	),
	street as (
		select place.*, word_similarity(wanted.words, place.plain) + 2 * similarity(wanted.bare, plain(place.name))
		       + case when place.plain like wanted.bare || '%' then 0.6 else 0 end + place.importance * 0.05 as score
		from wanted, name join place on place.id = name.id
		where place.secrecy = any (${secrecy}::text[])
		order by score desc
		limit 30
	),
	house as (
		select place.kind, place.name, place.suburb, place.geom,
		       street.score + 0.8 + case when place.suburb is not distinct from street.suburb then 0.1 else 0 end as score
		from wanted
		join street on street.kind = 'street'
		join place on place.kind = 'address' and place.street_plain = plain(street.name) and place.number = wanted.number
		          and (place.suburb is null or street.suburb is null or place.suburb = street.suburb)
		where place.secrecy = any (${secrecy}::text[])
	)`;

/** Erven and meters by their number: whole, or how it begins once four of its signs are typed. */
const codesSql = (secrecy: readonly string[], limit: number): Sql => sql`
	coded as (
		(select place.kind, place.name, place.suburb, place.geom, place.code, place.secrecy, true as whole
		 from wanted join place on place.code in (wanted.code, wanted.first_code) limit 200)
		union all
		(select begun.*, false as whole
		 from wanted
		 cross join lateral (
			select place.kind, place.name, place.suburb, place.geom, place.code, place.secrecy from place
			where place.code ~>~ wanted.code and place.code ~<~ (wanted.code || chr(1114111)) order by place.code using ~<~ limit ${limit}
		 ) as begun
		 where length(wanted.code) >= 4 and wanted.code ~ '[0-9]')
	),
	numbered as (
		select coded.kind, coded.name, coded.suburb, coded.geom,
		       case when coded.whole then 2.5 else 1 end + coalesce(word_similarity(plain(coded.suburb), wanted.words), 0) as score
		from wanted, coded where coded.secrecy = any (${secrecy}::text[]) and coded.code ~ '[0-9]'
	)`;

/**
 * Places and asset numbers that match what was typed, best first, forgiving of typing errors. The public never gets what is staff's: the secrecies it
 * may see are part of every branch.
 */
export function searchSql({ q, classes, limit, staff = false, at }: Search): Sql {
	const secrecy = staff ? ['public', 'staff'] : ['public'];
	return sql`
	with wanted as (${wantedSql(q)}),
	${placesSql(secrecy)},
	${codesSql(secrecy, limit)},
	assets as (
		select 'asset' as kind, asset.reference as name, asset.street as suburb, st_pointonsurface(asset.geom) as geom, asset.reference, asset.class,
		       1 + similarity(wanted.words, plain(asset.reference || ' ' || asset.key)) * 2 as score
		from wanted, ${registerAt(at)} as asset
		where plain(asset.reference || ' ' || asset.key) like '%' || wanted.words || '%'
		  and wanted.words ~ '[0-9]' and length(wanted.words) >= 3 and asset.class = any (${classes}::smallint[]) and asset.status = 'in-service'
		limit ${limit}
	)
	select found.kind, found.name, found.suburb, st_x(found.geom) as lon, st_y(found.geom) as lat, found.reference, found.class
	from (
		select street.kind, street.name, street.suburb, street.geom, null::text as reference, null::smallint as class, street.score from street
		union all select house.kind, house.name, house.suburb, house.geom, null, null, house.score from house
		union all select numbered.kind, numbered.name, numbered.suburb, numbered.geom, null, null, numbered.score from numbered
		union all select assets.kind, assets.name, assets.suburb, assets.geom, assets.reference, assets.class, assets.score from assets
	) as found
	order by found.score desc, found.name
	limit ${limit}`.prepared(`search ${at === undefined ? 'now' : at.length}`);
}
