import type { Knex } from 'knex';

const reports = (where: string): string => `
	create or replace view insight.report as
		select report.fault_id, report.failure_mode, report.channel, report.language, report.duplicate, report.rejected_reason is not null as rejected,
		       (report.reported_at at time zone (select municipality.zone from municipality))::date as reported_on
		from report${where};`;

/** Suburbs beside wards for whoever counts: by the hexagon a fault or an asset is kept with. What was withdrawn was taken down by mistake, and is no report. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create view insight.hexagon as
			select suburb_hex.hex, suburb.name as suburb
			from suburb_hex
			join suburb on suburb.id = suburb_hex.suburb_id;
		comment on view insight.hexagon is 'The suburb of each hexagon of 250 m; what lies in none has no row.';
		do $$ begin
			grant select on insight.hexagon to faultline_reader;
		exception when undefined_object or insufficient_privilege then null;
		end $$;
		${reports(' where report.withdrawn_at is null')}
	`);

export const down = (db: Knex): Promise<void> => db.raw(`${reports('')} drop view insight.hexagon`);
