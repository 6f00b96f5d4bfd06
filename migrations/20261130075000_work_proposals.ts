import type { Knex } from 'knex';

const title = (en: string, af: string, xh: string): string => JSON.stringify({ en, af, xh }).replaceAll("'", "''");

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		create table work_trigger (
			code       text primary key check (length(code) between 1 and 60),
			kind       text not null check (kind in ('repeated', 'reopened', 'group', 'unusual', 'rising', 'condition')),
			class      text not null,
			families   text[] not null default '{}',
			least      int check (least >= 1),
			days       int check (days between 1 and 3660),
			share      real check (share > 0 and share <= 1),
			odds       double precision check (odds > 0 and odds < 1),
			weeks      int check (weeks >= 10),
			order_kind text not null check (order_kind in ('corrective', 'preventive', 'renewal', 'inspection')),
			title      jsonb not null,
			active     boolean not null default true,
			ran_at     timestamptz
		);
		comment on table work_trigger is 'What the register proposes work for. repeated: least faults within days; reopened: repairs that did not hold; group: share of a zone broken at once; unusual: faults within days less likely than odds given the asset''s and its class''s history; rising: weekly faults of a zone by a cumulative sum whose false alarms are weeks apart; condition: grade and criticality of least or worse, not looked at for days.';

		insert into work_trigger (code, kind, class, families, least, days, share, odds, weeks, order_kind, title) values
			('pipe-breaks', 'repeated', 'water-pipes', '{water-supply}', 3, 365, null, null, null, 'renewal', '${title('Pipe that keeps breaking: look at renewal', 'Pyp wat aanhou breek: oorweeg vernuwing', 'Umbhobho oqhubeka ukuqhekeka: cinga ngokuwuhlaziya')}'),
			('sewer-blockages', 'repeated', 'sewer-pipes', '{sewage}', 3, 365, null, null, null, 'preventive', '${title('Sewer that keeps blocking: put on the jetting schedule', 'Riool wat aanhou verstop: plaas op die spuitrooster', 'Umjelo ohlala uvaleka: wufake kuludwe lokuhlanjwa')}'),
			('lamp-reopened', 'reopened', 'street-lights', '{}', 2, 365, null, null, null, 'inspection', '${title('Lamp whose repairs do not hold: find out why', 'Lamp waarvan die herstelwerk nie hou nie: vind uit hoekom', 'Isibane esilungiswa singahlali: fumanisa isizathu')}'),
			('pipe-reopened', 'reopened', 'water-pipes', '{}', 2, 365, null, null, null, 'inspection', '${title('Pipe whose repairs do not hold: find out why', 'Pyp waarvan die herstelwerk nie hou nie: vind uit hoekom', 'Umbhobho olungiswa ungahlali: fumanisa isizathu')}'),
			('relamp', 'group', 'street-lights', '{no-light}', 5, null, 0.3, null, null, 'preventive', '${title('Many lamps of one circuit are out: replace all at one go', 'Baie lampe van een kring is uit: vervang almal op een slag', 'Izibane ezininzi zesekethe enye zicimile: tshintsha zonke kanye')}'),
			('lamp-unusual', 'unusual', 'street-lights', '{}', 2, 365, null, 0.001, null, 'inspection', '${title('Fails more often than its like and its own past', 'Faal meer dikwels as sy soort en sy eie verlede', 'Yaphuka rhoqo kunezinye nakunangaphambili')}'),
			('pipe-unusual', 'unusual', 'water-pipes', '{}', 2, 365, null, 0.001, null, 'inspection', '${title('Fails more often than its like and its own past', 'Faal meer dikwels as sy soort en sy eie verlede', 'Yaphuka rhoqo kunezinye nakunangaphambili')}'),
			('circuit-rising', 'rising', 'street-lights', '{}', null, null, null, null, 2000, 'inspection', '${title('Faults of this circuit are on the rise', 'Foute op hierdie kring neem toe', 'Iimpazamo zale sekethe ziyanda')}'),
			('poor-and-critical', 'condition', 'water-pipes', '{}', 4, 730, null, null, null, 'inspection', '${title('In poor condition, much hangs on it, and not looked at for two years', 'In swak toestand, baie hang daarvan af, en twee jaar lank nie bekyk nie', 'Ikwimeko embi, kuninzi okuxhomekeke kuyo, ayijongwanga iminyaka emibini')}');

		create table work_proposal (
			id            bigint generated always as identity primary key,
			code          text not null generated always as (short_code(id)) stored constraint work_proposal_code unique,
			trigger       text not null references work_trigger on update cascade,
			asset_id      bigint references asset,
			class         smallint not null references asset_class,
			zone          text,
			why           jsonb not null,
			weight        double precision not null,
			state         text not null default 'open' check (state in ('open', 'accepted', 'dismissed', 'passed')),
			since         timestamptz not null default now(),
			seen_at       timestamptz not null default now(),
			quiet_until   timestamptz,
			decided_at    timestamptz,
			decided_by    bigint references person,
			work_order_id bigint references work_order,
			check (num_nonnulls(asset_id, zone) = 1)
		);
		create unique index work_proposal_once on work_proposal (trigger, coalesce(asset_id, 0), coalesce(zone, '')) where state = 'open';
		create index work_proposal_open on work_proposal (weight desc, id) where state = 'open';
		create index work_proposal_quiet on work_proposal (trigger, asset_id, zone) where quiet_until is not null;
		create index work_proposal_asset on work_proposal (asset_id) where asset_id is not null;
		create index work_proposal_class on work_proposal (class);
		create index work_proposal_decided_by on work_proposal (decided_by) where decided_by is not null;
		create index work_proposal_order on work_proposal (work_order_id) where work_order_id is not null;
		comment on table work_proposal is 'Work that the register itself proposes, with the figures that speak for it. What was decided is not proposed again until quiet_until.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('drop table work_proposal, work_trigger');
