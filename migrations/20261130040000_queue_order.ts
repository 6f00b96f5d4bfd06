import type { Knex } from 'knex';

/**
 * What a day of waiting costs, by failure mode, until the municipality has looked at each row: danger to people, kilolitres lost, people who go without and what
 * an hour of that is worth to each, damage that spreads, what a broken promise costs; and the hours a crew needs. `*` is for whatever has no row of its own.
 */
const shipped: readonly (readonly [string, number, number, number, number, number, number, number])[] = [
	['*', 100, 0, 5, 0.5, 50, 100, 2.5],
	['street-light.out', 60, 0, 12, 0.2, 0, 50, 1.1],
	['street-light.flickering', 15, 0, 8, 0.1, 10, 25, 1.1],
	['street-light.on-by-day', 0, 0, 0, 0, 12, 10, 0.9],
	['street-light.pole-damaged', 400, 0, 10, 0.2, 20, 100, 2.5],
	['street-light.pole-down', 30_000, 0, 20, 0.3, 500, 500, 4],
	['street-light.wires-exposed', 40_000, 0, 5, 0.2, 0, 500, 1],
	['water-pipe.leak', 30, 60, 3, 0.5, 350, 250, 5],
	['water-pipe.burst', 500, 1200, 60, 6, 4000, 1000, 7],
	['water-pipe.no-water-area', 300, 0, 120, 6, 0, 1000, 4],
	['water-pipe.dirty-water', 600, 5, 40, 3, 0, 400, 2],
	['water-valve.leak', 20, 25, 2, 0.5, 120, 150, 3],
	['water-valve.cover-missing', 1500, 0, 5, 0.2, 50, 200, 1],
	['hydrant.leak', 20, 30, 2, 0.5, 100, 150, 2.5],
	['hydrant.damaged', 900, 0, 0, 0, 50, 300, 2.5],
	['hydrant.misused', 50, 40, 0, 0, 50, 100, 1],
	['sewer-pipe.blocked', 500, 0, 8, 4, 400, 400, 3],
	['sewer-pipe.into-house', 4000, 0, 5, 40, 6000, 1000, 3],
	['sewer-pipe.smell', 20, 0, 10, 0.5, 20, 50, 1.5],
	['manhole.overflow', 1800, 0, 25, 3, 900, 600, 2.2],
	['manhole.cover-missing', 6000, 0, 10, 0.2, 100, 500, 1],
	['manhole.cover-loose', 300, 0, 10, 0.1, 60, 100, 1.2],
	['stormwater-inlet.blocked', 60, 0, 15, 0.3, 150, 100, 1.8],
	['stormwater-inlet.cover-missing', 3000, 0, 10, 0.2, 60, 300, 1.2],
	['stormwater-inlet.damaged', 120, 0, 8, 0.2, 80, 80, 3],
	['stormwater-pipe.broken', 150, 0, 10, 0.5, 700, 150, 6],
	['stormwater-pipe.overgrown', 40, 0, 10, 0.2, 120, 60, 5],
	['stormwater-pipe.polluted', 900, 0, 20, 1, 1200, 400, 3],
	['road.pothole', 350, 0, 60, 0.3, 120, 120, 1.6],
	['road.surface-damaged', 120, 0, 60, 0.15, 200, 80, 4],
	['road.collapsed', 20_000, 0, 150, 2, 5000, 1000, 12],
	['road.flooded', 2500, 0, 120, 1.5, 800, 300, 3],
	['road.obstructed', 2000, 0, 120, 1.5, 50, 300, 1.5],
	['road.markings-faded', 60, 0, 40, 0.02, 0, 30, 3],
	['road.pavement-broken', 150, 0, 25, 0.2, 40, 60, 3],
	['traffic-signal.out', 9000, 0, 600, 1.2, 0, 800, 2.6],
	['traffic-signal.flashing', 1500, 0, 600, 0.6, 0, 300, 1.8],
	['traffic-signal.lamp-out', 900, 0, 200, 0.1, 0, 200, 1],
	['traffic-signal.pole-damaged', 2500, 0, 200, 0.3, 100, 300, 4],
	['road-sign.missing', 500, 0, 40, 0.05, 0, 100, 1.2],
	['road-sign.damaged', 100, 0, 30, 0.03, 0, 50, 1],
	['road-sign.hidden', 120, 0, 30, 0.03, 0, 50, 0.8],
	['electricity-kiosk.fire', 40_000, 0, 80, 8, 8000, 1000, 4],
	['electricity-kiosk.open', 25_000, 0, 5, 0.5, 200, 500, 1],
	['electricity-kiosk.damaged', 1500, 0, 20, 0.5, 300, 200, 4],
	['electricity-kiosk.no-power-area', 400, 0, 80, 8, 300, 1000, 3],
	['feeder-cable.line-down', 40_000, 0, 150, 8, 1000, 1000, 5],
	['feeder-cable.exposed', 25_000, 0, 40, 2, 500, 500, 4],
	['feeder-cable.tree-touching', 1200, 0, 40, 0.5, 300, 150, 2.5],
	['feeder-cable.stolen', 3000, 0, 120, 8, 500, 800, 8],
	['feeder-cable.unsteady', 60, 0, 6, 2, 150, 150, 2],
	['reservoir.overflowing', 100, 900, 10, 0.5, 600, 400, 2],
	['reservoir.open', 3000, 0, 500, 0.1, 200, 500, 1.5],
	['pump-station.stopped', 500, 0, 400, 4, 800, 1000, 5],
	['pump-station.sewage-overflow', 5000, 0, 60, 3, 3500, 1000, 6],
	['service-connection.no-water', 60, 0, 4, 8, 0, 200, 1.6],
	['service-connection.low-pressure', 10, 0, 4, 2, 0, 80, 1.5],
	['service-connection.meter-leak', 10, 8, 2, 0.5, 40, 80, 1.2],
	['service-connection.meter-broken', 0, 2, 2, 0.5, 60, 60, 1.2],
	['service-connection.no-power', 80, 0, 4, 10, 0, 200, 1.5],
	['public-ground.dumping', 80, 0, 15, 0.2, 60, 60, 2.8],
	['public-ground.bin-overflowing', 10, 0, 15, 0.1, 10, 20, 0.5],
	['public-ground.refuse-missed', 30, 0, 5, 1, 10, 60, 0.7],
	['public-ground.dead-animal', 150, 0, 15, 0.3, 0, 60, 0.8],
	['public-ground.grass-long', 15, 0, 15, 0.05, 10, 15, 3],
	['public-ground.tree-fallen', 1800, 0, 60, 1, 150, 200, 3],
	['public-ground.tree-pruning', 30, 0, 8, 0.1, 15, 20, 2.5],
	['public-ground.graffiti', 0, 0, 15, 0.05, 20, 20, 1.5],
	['public-ground.playground-broken', 700, 0, 20, 0.3, 10, 100, 2.5],
	['public-ground.fire', 25_000, 0, 40, 3, 3000, 500, 3],
];

const values = shipped.map(([mode, ...numbers]) => `('${mode}', ${numbers.join(', ')})`).join(', ');

const open = `('reported', 'confirmed', 'scheduled', 'in-progress', 'made-safe', 'waiting')`;

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table delay_cost (
			failure_mode      text primary key,
			safety_per_day    numeric(12, 2) not null constraint delay_cost_safety check (safety_per_day >= 0),
			water_kl_per_day  numeric(10, 2) not null constraint delay_cost_water check (water_kl_per_day >= 0),
			people            int not null constraint delay_cost_people check (people >= 0),
			per_person_hour   numeric(10, 2) not null constraint delay_cost_person_hour check (per_person_hour >= 0),
			damage_per_day    numeric(12, 2) not null constraint delay_cost_damage check (damage_per_day >= 0),
			late_per_day      numeric(12, 2) not null constraint delay_cost_late check (late_per_day >= 0),
			hours             numeric(8, 2) not null constraint delay_cost_hours check (hours > 0),
			learnt_hours      numeric(8, 2) constraint delay_cost_learnt check (learnt_hours > 0),
			learnt_from       int not null default 0,
			to_verify         boolean not null default true,
			changed_at        timestamptz not null default now()
		);
		comment on table delay_cost is 'What a day of waiting costs and how long the work takes, by failure mode, in the municipality''s currency; * for those without a row.';
		comment on column delay_cost.people is 'Who goes without, where neither the network nor the reporters say how many.';
		comment on column delay_cost.late_per_day is 'What it costs to have broken the service standard: half of it in the last day before, all of it from then on.';
		comment on column delay_cost.learnt_hours is 'The mean hours of repairs of the last two years, once there are enough; then they count instead of the shipped ones.';
		comment on column delay_cost.to_verify is 'A shipped figure that the municipality has not looked at yet.';
		insert into delay_cost (failure_mode, safety_per_day, water_kl_per_day, people, per_person_hour, damage_per_day, late_per_day, hours)
		values ${values};

		create table delay_price (
			id                  smallint primary key default 1 constraint delay_price_one check (id = 1),
			tariff_per_kl       numeric(10, 2) not null default 28,
			emergency_per_day   numeric(12, 2) not null default 20000,
			criticality_factors numeric[] not null default '{0.5,0.75,1,1.5,2}' constraint delay_price_factors check (array_length(criticality_factors, 1) = 5),
			to_verify           boolean not null default true,
			changed_at          timestamptz not null default now()
		);
		comment on table delay_price is 'What is priced alike for all failure modes: water, danger to life, and how much more an asset''s importance (1 to 5) makes of it.';
		insert into delay_price default values;

		create table queue_override (
			id        bigint generated always as identity primary key,
			fault_id  bigint not null references fault,
			place     text not null constraint queue_override_place check (place in ('top', 'bottom')),
			reason    text not null,
			until     timestamptz not null,
			person_id bigint references person,
			at        timestamptz not null default now()
		);
		create index queue_override_fault on queue_override (fault_id);
		create index queue_override_person on queue_override (person_id) where person_id is not null;
		comment on table queue_override is 'What somebody put at the top or the bottom of the queue, why, and until when; kept after it has ended.';
		comment on column queue_override.reason is 'Personal: what a member of staff wrote.';

		alter table fault
			add column delay_per_day numeric(14, 2),
			add column work_hours    real,
			add column late_share    real not null default 0,
			add column override_id   bigint references queue_override,
			add column queue_rank    double precision not null default 1e15,
			add column asset_doubt   real;
		comment on column fault.delay_per_day is 'What a day of waiting costs, in the municipality''s currency; only while it is open.';
		comment on column fault.late_share is 'How much of the cost of a broken service standard counts by now: 0, a half in the last day, 1 when overdue.';
		comment on column fault.queue_rank is 'Place in the queue, small first: minus cost of delay over hours; danger stands above what is none, an override above and below all; 1e15 when it is over.';
		comment on column fault.asset_doubt is 'Entropy of the asset posterior of all pins together, in nats; null until it is weighed.';
		create index fault_override on fault (override_id) where override_id is not null;
		create index fault_order on fault (queue_rank, id) where open;
		create index fault_order_department on fault (department_id, queue_rank, id) where open;
		create index fault_nearly_late on fault (due_at) where open and late_share < 1;
		create index fault_looked_for on fault (id) where open and needs_look;

		create function late_share(due_at timestamptz, moment timestamptz) returns real language sql immutable as $$
			select (case when due_at is null or due_at - moment > interval '1 day' then 0 when due_at > moment then 0.5 else 1 end)::real
		$$;

		create function fault_delay(fault) returns table (
			safety numeric, water numeric, people int, hardship numeric, damage numeric, late numeric, per_day numeric, hours real, criticality smallint,
			factor numeric, water_kl numeric, learnt_from int, to_verify boolean
		) language sql stable as $$
			with part as (
				select case when $1.state = 'made-safe' then 0
				            else factor.f * greatest(delay_cost.safety_per_day, case when $1.emergency then delay_price.emergency_per_day else 0 end) end as safety,
				       case when $1.state = 'made-safe' then 0 else delay_cost.water_kl_per_day end as water_kl, delay_price.tariff_per_kl,
				       greatest(coalesce($1.customers_affected, delay_cost.people), case when delay_cost.per_person_hour > 0 then $1.reports + $1.me_toos else 0 end) as people,
				       factor.f * delay_cost.per_person_hour * 24 as per_person, delay_cost.damage_per_day as damage,
				       delay_cost.late_per_day * $1.late_share::numeric as late,
				       case when delay_cost.learnt_from >= 20 then coalesce(delay_cost.learnt_hours, delay_cost.hours) else delay_cost.hours end as hours,
				       coalesce(asset.criticality, 3::smallint) as criticality, factor.f as factor,
				       case when delay_cost.learnt_from >= 20 then delay_cost.learnt_from else 0 end as learnt_from, delay_cost.to_verify or delay_price.to_verify as to_verify
				from delay_price
				join delay_cost on delay_cost.failure_mode
				     = coalesce((select own.failure_mode from delay_cost as own where own.failure_mode = $1.failure_mode), '*')
				left join asset on asset.id = $1.asset_id
				cross join lateral (select delay_price.criticality_factors[coalesce(asset.criticality, 3)] as f) as factor
			)
			select part.safety, part.water_kl * part.tariff_per_kl, part.people, part.people * part.per_person, part.damage, part.late,
			       part.safety + part.water_kl * part.tariff_per_kl + part.people * part.per_person + part.damage + part.late,
			       part.hours::real, part.criticality, part.factor, part.water_kl, part.learnt_from, part.to_verify
			from part
		$$;

		create function fault_ranked() returns trigger language plpgsql as $$
		declare
			place text;
		begin
			if new.state not in ${open} then
				new.delay_per_day := null; new.work_hours := null; new.late_share := 0; new.queue_rank := 1e15;
				return new;
			end if;
			new.late_share := late_share(new.due_at, now());
			select delay.per_day, delay.hours into new.delay_per_day, new.work_hours from fault_delay(new) as delay;
			if new.override_id is not null then
				select queue_override.place into place from queue_override where queue_override.id = new.override_id;
			end if;
			new.queue_rank := case place when 'top' then -1e12 when 'bottom' then 1e12 else case when new.emergency and new.state <> 'made-safe' then -1e9 else 0 end end
				- new.delay_per_day / new.work_hours;
			return new;
		end $$;
		create trigger fault_ranked_by_insert before insert on fault for each row execute function fault_ranked();
		create trigger fault_ranked_by_update before update of state, failure_mode, asset_id, customers_affected, reports, me_toos, due_at, emergency, late_share, override_id
			on fault for each row execute function fault_ranked();

		-- Those open now get their place; nothing else of them changes.
		update fault set late_share = fault.late_share where fault.state in ${open};
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop trigger fault_ranked_by_update on fault;
		drop trigger fault_ranked_by_insert on fault;
		drop function fault_ranked;
		drop function fault_delay;
		alter table fault drop column delay_per_day, drop column work_hours, drop column override_id, drop column queue_rank, drop column late_share, drop column asset_doubt;
		drop function late_share;
		drop table queue_override, delay_price, delay_cost`);
