import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create extension if not exists postgis;
		create extension if not exists btree_gist;
		create extension if not exists pg_trgm;
		create extension if not exists unaccent;

		-- A short public code for a row: a bijection of the id, so it is unique, unguessable enough to read out, and has no look-alike letters.
		-- Its factor has no divisor in common with 30, or codes would come again long before all 30^6 are used up.
		create function short_code(id bigint) returns text language sql immutable strict parallel safe as $$
			select string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', ((code.n / (30 ^ place.i)::bigint) % 30)::int + 1, 1), '' order by place.i)
			from (select ((id * 387420481 + 123456789) % 729000000)::bigint as n) as code, generate_series(0, 5) as place (i)
		$$;

		-- What people type, made comparable: no accents, lower case, single spaces.
		create function plain(words text) returns text language sql immutable strict parallel safe as $$
			select btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, words)), '[^[:alnum:]]+', ' ', 'g'))
		$$;

		-- Geometry in the municipality's own metric system. Set-up replaces the body once the municipality has chosen its SRID.
		create function metric(geom geometry) returns geometry language plpgsql immutable strict parallel safe as $$
		begin
			raise exception 'this database has no municipality yet: run npm run setup' using errcode = '55000';
		end $$;

		-- The 250 m hexagon (pointy top, axial coordinates, cube rounding) that holds a metric point, as q * 2^32 + r; see server/maths/hex.ts.
		create function hex_of(geom geometry) returns bigint language sql immutable strict parallel safe as $$
			select case
				when abs(cube.rx - cube.x) > abs(cube.ry - cube.y) and abs(cube.rx - cube.x) > abs(cube.rz - cube.z)
					then (-cube.ry - cube.rz)::bigint * 4294967296 + cube.rz::bigint
				when abs(cube.ry - cube.y) > abs(cube.rz - cube.z) then cube.rx::bigint * 4294967296 + cube.rz::bigint
				else cube.rx::bigint * 4294967296 + (-cube.rx - cube.ry)::bigint
			end
			from (
				select axial.x, axial.z, -axial.x - axial.z as y, round(axial.x) as rx, round(axial.z) as rz, round(-axial.x - axial.z) as ry
				from (
					select (sqrt(3.0) / 3 * st_x(point.p) - st_y(point.p) / 3) / 144.33756729740643 as x, st_y(point.p) * 2 / 3 / 144.33756729740643 as z
					from (select case when geometrytype(geom) = 'POINT' then geom else st_pointonsurface(geom) end as p) as point
				) as axial
			) as cube
		$$;

		create table event (
			id            bigint generated always as identity primary key,
			kind          text not null check (kind ~ '^[a-z-]+[.][a-z-]+$'),
			at            timestamptz not null default clock_timestamp(),
			person_id     bigint,
			fault_id      bigint,
			report_id     bigint,
			asset_id      bigint,
			work_order_id bigint,
			details       jsonb not null default '{}',
			dealt         boolean not null default false
		);
		create index event_not_dealt on event (id) where not dealt;
		create index event_fault on event (fault_id, id) where fault_id is not null;
		create index event_report on event (report_id, id) where report_id is not null;
		create index event_asset on event (asset_id, id) where asset_id is not null;
		create index event_work_order on event (work_order_id, id) where work_order_id is not null;
		comment on table event is 'What happened to what, by whom, when: history, audit trail and outbox at once. Never changed; holds no words or names of people.';

		create table job (
			id         bigint generated always as identity primary key,
			name       text not null,
			event_id   bigint references event,
			run_at     timestamptz not null default now(),
			held_until timestamptz,
			attempts   int not null default 0,
			error      text,
			done_at    timestamptz,
			constraint job_once unique (name, event_id)
		);
		create index job_due on job (run_at, id) where done_at is null;
		create index job_event on job (event_id);
		comment on table job is 'Work that follows from an event or from the clock.';

		create table idempotency (
			client     text not null,
			key        text not null,
			body_hash  text not null,
			answer     json,
			created_at timestamptz not null default now(),
			primary key (client, key)
		);
		create index idempotency_age on idempotency (created_at);
		comment on table idempotency is 'Answers already given, by sender and key: a repeat gets the same answer and changes nothing.';

		create table session (
			sid    text primary key,
			sess   json not null,
			expire timestamptz not null
		);
		create index session_expire on session (expire);
		comment on table session is 'Signed-in browsers.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table session, idempotency, job, event; drop function hex_of, metric, plain, short_code');
