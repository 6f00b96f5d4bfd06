import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create view public_asset as
			select asset.id, asset.class, asset_class.code as class_code, asset.reference, asset.geom, asset.geom_m, asset.geom_3857,
			       asset.street, asset.ward_id, asset.status, asset.owner,
			       (select coalesce(jsonb_object_agg(attribute.key, attribute.value), '{}')
			        from jsonb_each(asset.attributes) as attribute (key, value)
			        where attribute.key = any (asset_class.public_attributes)) as attributes
			from asset
			join asset_class on asset_class.number = asset.class
			where asset_class.secrecy = 'public' and asset.status = 'in-service';
		comment on view public_asset is 'What anyone may know of the register.';

		create view public_fault as
			select fault.id, fault.code, fault.failure_mode, fault.class, fault.state, fault.open, fault.reason, fault.emergency,
			       case when asset_class.secrecy = 'public' then fault.asset_id end as asset_id,
			       fault.public_geom as geom, fault.public_geom_3857 as geom_3857, fault.street, fault.ward_id,
			       fault.reports, fault.me_toos, fault.department_id,
			       (fault.first_report_at at time zone municipality.zone)::date as first_report_on,
			       (fault.state_since at time zone municipality.zone)::date as state_since_on,
			       (fault.fixed_at at time zone municipality.zone)::date as fixed_on,
			       (fault.due_at at time zone municipality.zone)::date as due_on,
			       fault.first_report_at as sort_at
			from fault
			join asset_class on asset_class.number = fault.class
			cross join municipality
			where fault.state not in ('rejected', 'merged');
		comment on view public_fault is 'What anyone may know of a fault: the asset or street, never the pin; the day, never the minute.';

		create view public_comment as
			select comment.id, comment.fault_id, comment.words, (comment.at at time zone municipality.zone)::date as on_day, comment.person_id is not null as by_staff
			from comment
			cross join municipality
			where comment.visibility = 'public';
		comment on view public_comment is 'Comments everybody may read.';

		create view public_media as
			select media.public_id, media.fault_id, media.width, media.height, media.hash, media.thumb_hash, media.kind
			from media
			where media.shown;
		comment on view public_media is 'Photos a moderator has released.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop view public_media, public_comment, public_fault, public_asset');
