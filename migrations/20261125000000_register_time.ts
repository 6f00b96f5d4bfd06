import type { Knex } from 'knex';

/** The columns that an asset and each of its past states share, in one order. */
const shared = `class, key, reference, owner, status, geom, attributes, zone, street, ward_id, installed_on, in_register_from, retired_on, replaced_by,
	position_sd_m, condition_grade, condition_on, criticality, replacement_cost, useful_life_years, version, change_id`;
const told = (of: string): string => shared.replaceAll(/(\w+)/g, `${of}.$1`);

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		-- Whatever changes the register is a register change: an import, an edit, an approved proposal, an inspection round, an undo.
		alter table import_run rename to register_change;
		alter table register_change rename column started_at to at;
		alter index import_run_pkey rename to register_change_pkey;
		alter index import_run_class rename to register_change_class;
		alter index import_run_person rename to register_change_person;
		alter table register_change
			add column kind text not null default 'import' check (kind in ('import', 'edit', 'proposal', 'inspection', 'undo')),
			add column undo_of bigint constraint register_change_undone_once unique references register_change;
		comment on table register_change is 'Who changed the register, when, from which source. What it changed is found by change_id; it can be undone while it is the latest.';

		alter table asset
			add column valid_from timestamptz not null default now(),
			add column change_id bigint references register_change;
		alter table asset drop constraint asset_status_check;
		alter table asset add constraint asset_status_check check (status in ('in-service', 'retired', 'withdrawn'));
		comment on column asset.valid_from is 'Since when the row is as it is; before that, asset_version has what it was.';
		comment on column asset.status is 'withdrawn: it never was there (an addition that was undone).';

		-- asset_version holds the past alone: the present stands in asset and nowhere else. asset_state is all of it.
		alter table asset_version rename to asset_version_before;
		create table asset_version (
			asset_id         bigint not null references asset,
			valid            tstzrange not null check (not isempty(valid) and not upper_inf(valid)),
			class            smallint not null references asset_class,
			key              text not null,
			reference        text not null,
			owner            text not null,
			status           text not null,
			geom             geometry(Geometry, 4326) not null,
			geom_m           geometry not null generated always as (metric(geom)) stored,
			geom_3857        geometry(Geometry, 3857) not null generated always as (st_transform(geom, 3857)) stored,
			length_m         double precision not null generated always as (st_length(metric(geom))) stored,
			attributes       jsonb not null,
			zone             text,
			street           text,
			ward_id          bigint references ward,
			installed_on     date,
			in_register_from date not null,
			retired_on       date,
			replaced_by      bigint references asset,
			position_sd_m    real not null,
			condition_grade  smallint,
			condition_on     date,
			criticality      smallint not null,
			replacement_cost numeric(14, 2),
			useful_life_years smallint,
			version          int not null,
			change_id        bigint references register_change,
			primary key (asset_id, version),
			constraint asset_version_span exclude using gist (asset_id with =, valid with &&)
		);
		comment on table asset_version is 'Every state an asset has had and has no more; spans of one asset never overlap. Written by the database itself whenever an asset changes.';

		update asset set valid_from = lower(old.valid), change_id = old.import_id
		from asset_version_before as old where old.asset_id = asset.id and old.version = asset.version;
		insert into asset_version (asset_id, valid, ${shared})
		select old.asset_id, old.valid, asset.class, coalesce(old.record ->> 'key', asset.key), coalesce(old.record ->> 'reference', asset.reference),
		       coalesce(old.record ->> 'owner', asset.owner), coalesce(old.record ->> 'status', asset.status), old.geom,
		       coalesce(old.record -> 'attributes', '{}'), old.record ->> 'zone', old.record ->> 'street', asset.ward_id, (old.record ->> 'installed_on')::date,
		       asset.in_register_from, (old.record ->> 'retired_on')::date, null, asset.position_sd_m, (old.record ->> 'condition_grade')::smallint,
		       (old.record ->> 'condition_on')::date, coalesce((old.record ->> 'criticality')::smallint, asset.criticality), asset.replacement_cost,
		       asset.useful_life_years, old.version, old.import_id
		from asset_version_before as old join asset on asset.id = old.asset_id
		where old.version < asset.version and not upper_inf(old.valid);
		drop table asset_version_before;

		create index asset_version_near on asset_version using gist (class, geom_m);
		create index asset_version_tile on asset_version using gist (class, geom_3857);
		create index asset_version_reference on asset_version (reference);
		create index asset_version_key on asset_version (class, key);
		create index asset_version_change on asset_version (change_id) where change_id is not null;
		create index asset_version_ward on asset_version (ward_id);
		create index asset_version_replaced_by on asset_version (replaced_by) where replaced_by is not null;
		create index asset_change on asset (change_id) where change_id is not null;

		-- Versions are the database's business, whoever writes: a row that says something else than before is a new version from now on (or from the
		-- moment its writer names), and what it was is kept. Streets, wards, successors and learnt rates are derived: they change without a new version.
		create function asset_versioned() returns trigger language plpgsql as $$
		begin
			if new.version <> old.version or (new.key, new.reference, new.owner, new.status, new.geom, new.attributes, new.zone, new.installed_on,
				new.in_register_from, new.retired_on, new.position_sd_m, new.condition_grade, new.condition_on, new.criticality,
				new.replacement_cost, new.useful_life_years)
				is distinct from (old.key, old.reference, old.owner, old.status, old.geom, old.attributes, old.zone, old.installed_on,
				old.in_register_from, old.retired_on, old.position_sd_m, old.condition_grade, old.condition_on, old.criticality,
				old.replacement_cost, old.useful_life_years)
			then
				if new.valid_from <= old.valid_from then
					new.valid_from := greatest(clock_timestamp(), old.valid_from + interval '1 microsecond');
				end if;
				if new.change_id is not distinct from old.change_id then
					new.change_id := null;
				end if;
				new.version := old.version + 1;
				new.changed_at := new.valid_from;
			else
				new.valid_from := old.valid_from;
				new.change_id := old.change_id;
			end if;
			return new;
		end $$;
		create trigger asset_versioned before update on asset for each row execute function asset_versioned();

		create function asset_remembered() returns trigger language plpgsql as $$
		begin
			insert into asset_version (asset_id, valid, ${shared})
			select was.id, tstzrange(was.valid_from, asset.valid_from), ${told('was')}
			from was join now_is as asset on asset.id = was.id
			where asset.version <> was.version;
			return null;
		end $$;
		create trigger asset_remembered after update on asset referencing old table as was new table as now_is
			for each statement execute function asset_remembered();

		create view asset_state as
			select asset.id, ${told('asset')}, asset.geom_m, asset.geom_3857, asset.length_m, asset.rate_factor, tstzrange(asset.valid_from, null) as valid
			from asset
			union all
			select past.asset_id, ${told('past')}, past.geom_m, past.geom_3857, past.length_m, 1::real, past.valid
			from asset_version as past;
		comment on view asset_state is 'The register at all times: ask with valid @> moment.';

		create or replace view public_asset as
			select asset.id, asset.class, asset_class.code as class_code, asset.reference, asset.geom, asset.geom_m, asset.geom_3857,
			       asset.street, asset.ward_id, asset.status, asset.owner,
			       (select coalesce(jsonb_object_agg(attribute.key, attribute.value), '{}')
			        from jsonb_each(asset.attributes) as attribute (key, value)
			        where attribute.key = any (asset_class.public_attributes)) as attributes,
			       asset.version, asset.valid_from
			from asset
			join asset_class on asset_class.number = asset.class
			where asset_class.secrecy = 'public' and asset.status = 'in-service';

		create view public_asset_state as
			select asset.id, asset.class, asset_class.code as class_code, asset.reference, asset.geom, asset.geom_m, asset.geom_3857,
			       asset.street, asset.ward_id, asset.status, asset.owner,
			       (select coalesce(jsonb_object_agg(attribute.key, attribute.value), '{}')
			        from jsonb_each(asset.attributes) as attribute (key, value)
			        where attribute.key = any (asset_class.public_attributes)) as attributes,
			       asset.version, lower(asset.valid) as valid_from, asset.valid
			from asset_state as asset
			join asset_class on asset_class.number = asset.class
			where asset_class.secrecy = 'public' and asset.status = 'in-service';
		comment on view public_asset_state is 'What anyone may know of the register at all times: ask with valid @> moment.';

		-- Lineage is undone with the change that made it.
		alter table asset_lineage
			add column change_id bigint references register_change,
			add column undone_at timestamptz;
		create index asset_lineage_change on asset_lineage (change_id) where change_id is not null;
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		alter table asset_lineage drop column undone_at, drop column change_id;
		drop view public_asset_state, public_asset, asset_state;
		drop trigger asset_remembered on asset;
		drop trigger asset_versioned on asset;
		drop function asset_remembered, asset_versioned;
		alter table asset_version rename to asset_past;
		create table asset_version (
			id         bigint generated always as identity primary key,
			asset_id   bigint not null references asset,
			version    int not null,
			valid      tstzrange not null,
			geom       geometry(Geometry, 4326) not null,
			record     jsonb not null,
			import_id  bigint references register_change,
			person_id  bigint references person,
			constraint asset_version_once unique (asset_id, version),
			constraint asset_version_time exclude using gist (asset_id with =, valid with &&)
		);
		insert into asset_version (asset_id, version, valid, geom, record, import_id)
		select it.asset_id, it.version, it.valid, it.geom, jsonb_build_object('key', it.key, 'reference', it.reference, 'owner', it.owner, 'status', it.status,
		       'zone', it.zone, 'street', it.street, 'installed_on', it.installed_on, 'retired_on', it.retired_on, 'condition_grade', it.condition_grade,
		       'condition_on', it.condition_on, 'criticality', it.criticality, 'attributes', it.attributes), it.change_id
		from (
			select past.asset_id, past.valid, ${told('past')} from asset_past as past
			union all
			select asset.id, tstzrange(asset.valid_from, null), ${told('asset')} from asset
		) as it;
		drop table asset_past;
		create index asset_version_import on asset_version (import_id) where import_id is not null;
		create index asset_version_person on asset_version (person_id) where person_id is not null;
		create view public_asset as
			select asset.id, asset.class, asset_class.code as class_code, asset.reference, asset.geom, asset.geom_m, asset.geom_3857,
			       asset.street, asset.ward_id, asset.status, asset.owner,
			       (select coalesce(jsonb_object_agg(attribute.key, attribute.value), '{}')
			        from jsonb_each(asset.attributes) as attribute (key, value)
			        where attribute.key = any (asset_class.public_attributes)) as attributes
			from asset
			join asset_class on asset_class.number = asset.class
			where asset_class.secrecy = 'public' and asset.status = 'in-service';
		alter table asset drop column change_id, drop column valid_from;
		update asset set status = 'retired' where status = 'withdrawn';
		alter table asset drop constraint asset_status_check;
		alter table asset add constraint asset_status_check check (status in ('in-service', 'retired'));
		alter table register_change drop column undo_of, drop column kind;
		alter table register_change rename column at to started_at;
		alter table register_change rename to import_run;
		alter index register_change_pkey rename to import_run_pkey;
		alter index register_change_class rename to import_run_class;
		alter index register_change_person rename to import_run_person;
	`);
