import { type Context, catalogue, inLanguage } from '../../municipality/index.ts';
import { notFound } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { scopeOf } from '../filter-queries.ts';
import { plainTitle } from '../show.ts';
import type { Cause, CauseBrief, CauseStreet } from './contract.ts';
import { ruleOf } from './rules.ts';
import {
	type AssetRow,
	assetsSql,
	type CauseRow,
	type ChildRow,
	causeSql,
	causesSql,
	criticalSql,
	type DeviceRef,
	explainedFaultsSql,
	followersSql,
	shapesSql,
	streetsSql,
} from './show-queries.ts';

type Device = CauseBrief['device'];
type Named = ReadonlyMap<number, AssetRow>;

const titleOf = ({ class: number, reference }: AssetRow, language: string): string =>
	`${inLanguage(catalogue.byNumber.get(number)?.one ?? {}, language)} ${reference}`.trim();

const assetView = (row: AssetRow, language: string): Omit<Device, 'kind' | 'phase'> => {
	const { reference, street, lon, lat } = row;
	return { reference, title: titleOf(row, language), street, lon, lat };
};

const unknown: AssetRow = { id: 0, reference: '', class: 0, street: null, lon: 0, lat: 0 };
const deviceView = ({ asset, kind, phase }: DeviceRef, named: Named, language: string): Device => ({
	...assetView(named.get(asset) ?? unknown, language),
	kind,
	phase,
});

const namesOf = async ({ db }: Pick<Context, 'db'>, ids: readonly number[]): Promise<Named> =>
	new Map((await all<AssetRow>(db, assetsSql(ids))).map((it) => [it.id, it]));

function briefView(row: CauseRow, named: Named, language: string): CauseBrief {
	const { deviceId, kind, phase, faults, class: number, evidence, firstSeenAt, changedAt, decidedAt, ...it } = row;
	return {
		...it,
		device: deviceView({ asset: deviceId, kind, phase }, named, language),
		common: evidence.common,
		reported: faults.length,
		hours: ruleOf(it.utility)?.hours ?? 0,
		class: catalogue.byNumber.get(number)?.id ?? '',
		firstSeenAt: firstSeenAt.toISOString(),
		changedAt: changedAt.toISOString(),
		decidedAt: decidedAt?.toISOString() ?? null,
	};
}

/** Suggestions in a state, what affects most and is likeliest first. */
export async function listed(context: Context, { state, language }: { state: string; language: string }): Promise<CauseBrief[]> {
	const rows = await all<CauseRow>(context.db, causesSql(state, scopeOf(context)));
	const named = await namesOf(
		context,
		rows.map((it) => it.deviceId),
	);
	return rows.map((row) => briefView(row, named, language));
}

/** What kind of place must not go without, in the words of its class. */
const kindWords = ({ class: number }: AssetRow, what: string, language: string): string => {
	const choice = catalogue.byNumber
		.get(number)
		?.attributes.flatMap((it) => it.choices ?? [])
		.find(({ id }) => id === what);
	return choice ? inLanguage(choice.title, language) : what;
};

/** One suggestion with its reasons. */
export async function shown(context: Context, { id, language }: { id: number; language: string }): Promise<Cause> {
	const { db } = context;
	const row = await maybeOne<CauseRow>(db, causeSql(id, scopeOf(context)));
	if (!row) throw notFound('suggestion');
	const { same, others, well, test, between = { full: null, clear: null }, unlevelled = 0 } = row.evidence;
	const devices = [...same, ...others.flatMap((it) => it.devices)].map(({ asset }) => asset);
	const named = await namesOf(context, [row.deviceId, ...devices, ...[test, between.full, between.clear].filter((it) => it !== null)]);
	const place = (asset: number | null): Cause['test'] => {
		const its = asset === null ? undefined : named.get(asset);
		return its ? assetView(its, language) : null;
	};
	const critical = await all<AssetRow & { what: string }>(db, criticalSql(id));
	return {
		...briefView(row, named, language),
		same: same.map((it) => deviceView(it, named, language)),
		others: others.map((it) => ({ ...it, devices: it.devices.map((device) => deviceView(device, named, language)) })),
		test: place(test),
		between: { full: place(between.full), clear: place(between.clear) },
		unlevelled,
		well: well.length,
		faults: (await all<ChildRow>(db, explainedFaultsSql(row.faults))).map(({ mode, firstReportAt, ...it }) => ({
			...it,
			title: plainTitle(mode, language),
			firstReportAt: firstReportAt.toISOString(),
		})),
		followers: (await one<{ count: number }>(db, followersSql(row.faults))).count,
		streets: await all<CauseStreet>(db, streetsSql(id)),
		critical: critical.map((it) => ({ ...assetView(it, language), what: kindWords(it, it.what, language) })),
		shapes: await one<Cause['shapes']>(db, shapesSql(id)),
	};
}
