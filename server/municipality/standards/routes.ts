import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { Problem } from '../../platform/problem.ts';
import { all, one } from '../../platform/sql.ts';
import { catalogue, inLanguage } from '../catalogue.ts';
import type { Context } from '../index.ts';
import { mustHold } from './check.ts';
import { readStandardSettings, type StandardSettings, type StandardWish, writeStandardSettings } from './contract.ts';
import {
	addLadderSql,
	addServicesSql,
	addTiersSql,
	dropLadderSql,
	endServicesSql,
	endTiersSql,
	holdStandardsSql,
	standardSettingsSql,
	writeCalendarsSql,
	writeHolidaysSql,
	writeLimitsSql,
} from './queries.ts';

type Parts = Omit<StandardSettings, 'titles' | 'version'>;

interface Row {
	document: Parts;
	version: string;
	calendars: Record<string, Record<string, string>>;
}

const settingsOf = ({ document, version, calendars }: Row, language: string): StandardSettings => ({
	...document,
	titles: {
		calendars,
		modes: [...catalogue.modes.values()].map(({ mode, home }) => ({
			mode: mode.code,
			title: inLanguage(mode.works, language),
			group: inLanguage(home.title, language),
			family: mode.family,
		})),
		holidaysUntil: document.holidays.at(-1)?.day ?? null,
	},
	version,
});

async function writeServices({ db, actor }: Context, services: NonNullable<StandardWish['services']>): Promise<void> {
	const ended = (await all<{ id: number }>(db, endServicesSql(services))).map(({ id }) => id);
	await all(db, addServicesSql(ended, services, actor.personId));
}

async function writeTiers({ db, actor }: Context, tiers: NonNullable<StandardWish['tiers']>): Promise<void> {
	await all(db, endTiersSql(tiers));
	await all(db, addTiersSql(tiers, actor.personId));
}

async function write(context: Context, { calendars, holidays, services, tiers, limits, ladder }: StandardWish): Promise<void> {
	const { db } = context;
	if (calendars) await all(db, writeCalendarsSql(calendars));
	if (holidays) await all(db, writeHolidaysSql(holidays));
	if (services) await writeServices(context, services);
	if (tiers) await writeTiers(context, tiers);
	if (limits) await all(db, writeLimitsSql(limits));
	if (!ladder) return;
	await all(db, dropLadderSql);
	await all(db, addLadderSql(ladder));
}

/** What a list lost and what it won, as the audit keeps it: nothing of it is about a person. */
function difference(before: readonly object[], after: readonly object[]): { was: object[]; is: object[] } {
	const [old, fresh] = [before, after].map((list) => new Set(list.map((it) => JSON.stringify(sorted(it)))));
	return {
		was: before.filter((it) => !fresh?.has(JSON.stringify(sorted(it)))),
		is: after.filter((it) => !old?.has(JSON.stringify(sorted(it)))),
	};
}

const sorted = (it: object): object => Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)));

const names = ['calendars', 'holidays', 'services', 'tiers', 'limits', 'ladder'] as const;

/** Lets administrators write by which times, hours and days the municipality is measured. */
export function standards(serve: Serve<Context>): void {
	serve(readStandardSettings, async ({ db }, { language }) => settingsOf(await one<Row>(db, standardSettingsSql), language));
	serve(writeStandardSettings, async (context, { version, language, ...wish }) => {
		const { db, town, actor } = context;
		mustHold(wish, town.calendars);
		await all(db, holdStandardsSql);
		const before = await one<Row>(db, standardSettingsSql);
		if (before.version !== version) throw new Problem('conflict', 'Somebody has changed it since you read it.');
		await write(context, wish);
		const after = await one<Row>(db, standardSettingsSql);
		const changes = names.flatMap((name) => {
			const { was, is } = difference(before.document[name], after.document[name]);
			return was.length + is.length > 0 ? [[name, { was, is }] as const] : [];
		});
		if (changes.length > 0)
			await happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { setting: 'standards', changes: Object.fromEntries(changes) } });
		return settingsOf(after, language);
	});
}
