import { type Sql, sql } from '../platform/sql.ts';

/** No hand puts pins for so many faults on the very same point: it is where a map or an address book puts what it cannot place. */
const samePoint = 10;

/**
 * Of the faults whose ids a query gives, those whose pin stands on a point that nobody chose, unless somebody confirmed the asset. `among` is read inside a
 * list of its own, and may name what stands outside.
 */
export const placelessSql = (among: Sql): Sql => sql`
	with pin as (
		select sighting.fault_id, st_x(sighting.geom) as x, st_y(sighting.geom) as y
		from (${among}) as among
		join sighting on sighting.fault_id = among.id and sighting.method in ('gnss', 'map-click', 'address', 'photo')
	),
	point as (select pin.x, pin.y from pin group by pin.x, pin.y having count(distinct pin.fault_id) >= ${samePoint})
	select distinct pin.fault_id as id
	from pin
	join point on point.x = pin.x and point.y = pin.y
	join fault on fault.id = pin.fault_id and fault.confirmed_at is null`;

const leftOut = {
	en: 'Left out, because their pins stand on the very same point as those of at least ten faults, which no hand does: {n}.',
	af: 'Uitgelaat, omdat hul spelde op presies dieselfde punt staan as dié van minstens tien foute, wat geen hand doen nie: {n}.',
	xh: 'Azibalwanga, kuba izikhonkwane zazo zimi kwindawo enye nezeempazamo ezilishumi ubuncinane, nto leyo engenziwa sandla: {n}.',
};

interface Saying {
	say(text: Readonly<Record<string, string>>): string;
	number(value: number): string;
}

/** The note on what was left out for that; none where nothing was. */
export const placelessNote = ({ say, number }: Saying, count: number): string[] => (count > 0 ? [say(leftOut).replace('{n}', number(count))] : []);
