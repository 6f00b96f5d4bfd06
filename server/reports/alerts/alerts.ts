import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { z } from 'zod/mini';
import { classNumber } from '../../faults/index.ts';
import { type Context, mustBeWelcome } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one, type Sql } from '../../platform/sql.ts';
import type { Alert, wishAlert } from './contract.ts';
import { type AlertRow, dealDailySql, forgetUnconfirmedSql, insertAlertSql, judgeAreaSql } from './queries.ts';

type Wish = z.infer<typeof wishAlert.input>;

const hashOf = (email: string): string => createHash('sha256').update(email).digest('base64url');

async function areaOf({ db }: Context, { area }: Wish): Promise<string | null> {
	if (!area) return null;
	const text = JSON.stringify(area);
	const [first, last] = [area.coordinates[0]?.[0], area.coordinates[0]?.at(-1)];
	if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) throw badField('area', 'The ring must end where it begins.');
	const { sound, inside } = await one<{ sound: boolean; inside: boolean }>(db, judgeAreaSql(text));
	if (!sound) throw badField('area', 'The outline crosses itself.');
	if (!inside) throw new Problem('out-of-area');
	return text;
}

/** Somebody wants to hear of new faults somewhere: their address is asked first. The answer is the same for every address. */
export async function wish(context: Context, it: Wish): Promise<{ sent: boolean }> {
	const { town, db } = context;
	if (it.website) throw badField('website', 'Leave this empty.');
	await mustBeWelcome(context, it);
	if (!town.municipality.languages.includes(it.language)) throw badField('language', 'Not a language of this municipality.');
	if ([it.area, it.ward, it.street].filter((given) => given !== undefined).length !== 1)
		throw badField('area', 'Give an area, a ward or a street: one of them.');
	if (it.ward !== undefined && !town.wards.some(({ code }) => code === it.ward)) throw badField('ward', 'There is no such ward.');
	const email = it.email.trim().toLowerCase();
	const row = await maybeOne<{ id: number }>(
		db,
		insertAlertSql({
			area: await areaOf(context, it),
			ward: it.ward ?? null,
			street: it.street ?? null,
			class: it.class === undefined || it.class === '' ? null : classNumber(it.class),
			pace: it.pace,
			email,
			addressHash: hashOf(email),
			language: it.language,
		}),
	);
	if (row) await happened(db, { kind: 'alert.wished', details: { alert: row.id } });
	return { sent: true };
}

/** What a query of one alert finds, as its holder may see it; 404 where there is none. */
export async function held({ db }: Context, query: Sql): Promise<Alert> {
	const row = await maybeOne<AlertRow>(db, query);
	if (!row) throw notFound('alert');
	const { id: _id, ...shown } = row;
	return shown as Alert;
}

/** Says which daily alerts are due. */
export async function dealDaily(db: Knex): Promise<number> {
	return (await all(db, dealDailySql)).length;
}

/** Forgets addresses that nobody has confirmed. */
export async function forgetUnconfirmed(db: Knex): Promise<void> {
	await all(db, forgetUnconfirmedSql);
}
