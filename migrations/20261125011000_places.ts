import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		drop index place_plain;
		alter table place drop constraint place_kind_check;
		alter table place
			add constraint place_kind_check check (kind in ('street', 'suburb', 'address', 'landmark', 'erf', 'meter')),
			add column secrecy text not null default 'public' constraint place_secrecy check (secrecy in ('public', 'staff') and (kind <> 'meter' or secrecy = 'staff')),
			add column source text,
			add column source_key text,
			add column street_plain text generated always as (
				case when kind = 'address' then btrim(regexp_replace(' ' || plain(name) || ' ', ' 0*' || coalesce(number::text, '') || ' {0,1}[a-z]{0,1} ', ' ')) end) stored,
			add column code text generated always as (
				case when kind in ('erf', 'meter') then replace(regexp_replace(plain(name), '^(erf|erven|stand|plot|meter) ', ''), ' ', '') end) stored;
		create index place_name on place using gin (plain gin_trgm_ops) where kind in ('street', 'suburb', 'landmark');
		create index place_name_start on place (plain text_pattern_ops) where kind in ('street', 'suburb', 'landmark');
		create index place_address on place (street_plain, number) where kind = 'address';
		create index place_code on place (code text_pattern_ops) where code is not null;
		create unique index place_source on place (kind, source, source_key) where source is not null;
		comment on table place is 'The gazetteer: suburbs, streets, addresses, landmarks, erven, meters. The name is what people see, with the house number where they write it.';
		comment on column place.secrecy is 'staff: shown to those who may read contacts, and to nobody else. Meters always are: they say who lives where.';
		comment on column place.source is 'The import it came with: what that source no longer has is removed when it is read again. Null: written by hand, never removed.';
		comment on column place.street_plain is 'An address without its number: the street whose name is found first, by trigrams among far fewer names.';
		comment on column place.code is 'The number of an erf or meter without spaces and dashes.';

		-- What anyone may find and see. Tiles, standards and search for the public read this and nothing else.
		create view public_place as
			select place.id, place.kind, place.name, place.suburb, place.number, place.plain, place.street_plain, place.code, place.geom, place.geom_3857, place.importance
			from place where place.secrecy = 'public';
		comment on view public_place is 'What anyone may know of the gazetteer.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop view public_place;
		delete from place where kind in ('erf', 'meter');
		drop index place_name, place_name_start, place_address, place_code, place_source;
		alter table place drop column street_plain, drop column code, drop column source, drop column source_key, drop column secrecy;
		alter table place drop constraint place_kind_check;
		alter table place add constraint place_kind_check check (kind in ('street', 'suburb', 'address', 'landmark'));
		create index place_plain on place using gin (plain gin_trgm_ops)`);
