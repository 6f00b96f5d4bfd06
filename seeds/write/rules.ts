import type { Client } from 'pg';
import type { Rule } from '../../server/maths/routing.ts';

const day = 86_400_000;

const asks: Rule['when'] = {
	...{ modes: [], families: [], classes: [], wards: [], places: [], owners: [], attributes: [], criticality: null, emergency: null, channels: [], hours: null },
};
const does: Rule['does'] = { department: null, priority: null, reply: null, look: false, crew: null, authority: null };

const provincial: Rule = {
	...{ id: 'provincial-roads', name: 'Provincial roads', enabled: true, when: { ...asks, classes: ['roads'], owners: ['province'] } },
	does: {
		...does,
		department: 'roads',
		authority: 'province',
		reply: {
			en: 'This road belongs to the province. We look at your report and pass it on.',
			af: 'Hierdie pad behoort aan die provinsie. Ons kyk na jou verslag en gee dit aan.',
			xh: 'Le ndlela yeyephondo. Siyijonga ingxelo yakho size siyidlulisele.',
		},
	},
};

const mains: Rule = {
	...{ id: 'large-mains', name: 'Large water mains', enabled: true },
	when: { ...asks, modes: ['water-pipe.leak', 'water-pipe.burst'], attributes: [{ name: 'diameter', values: [], from: 200, to: null }] },
	does: { ...does, priority: { how: 'raise', by: 1 }, crew: 'Bulk water team' },
};

const important: Rule = {
	...{ id: 'important-assets', name: 'Important assets', enabled: true, when: { ...asks, criticality: { from: 5, to: 5 } } },
	does: { ...does, priority: { how: 'raise', by: 1 } },
};

const night: Rule = {
	...{ id: 'dark-centre', name: 'Dark lamps in the centre at night', enabled: true },
	when: { ...asks, modes: ['street-light.out'], wards: ['1'], hours: { days: [], from: 1080, to: 300 } },
	does: { ...does, priority: { how: 'raise', by: 1 }, crew: 'Night standby' },
};

const weekend: Rule = {
	...{ id: 'weekend-bursts', name: 'Bursts at weekends', enabled: false },
	when: { ...asks, modes: ['water-pipe.burst'], hours: { days: [5, 6], from: 0, to: 0 } },
	does: { ...does, look: true },
};

const versions = [
	{ rules: [provincial, weekend], note: 'Provincial roads go to Roads, who pass them on', days: 60 },
	{ rules: [provincial, mains, important, night, weekend], note: 'What cannot wait comes first', days: 12 },
] as const;

/** The rules by which the works route faults, in two versions. */
export async function writeRules(client: Client, { now, personId }: { now: number; personId: number }): Promise<number> {
	for (const [at, { rules, note, days }] of versions.entries()) {
		await client.query('insert into rule_set (version, rules, made_by, made_at, note) values ($1, $2::jsonb, $3, $4::timestamptz, $5)', [
			at + 1,
			JSON.stringify(rules),
			personId,
			new Date(now - days * day),
			note,
		]);
	}
	return versions.length;
}
