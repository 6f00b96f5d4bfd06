import type * as z from 'zod/mini';
import { findAsset } from '../../assets/index.ts';
import { deskRow, within } from '../../faults/index.ts';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import { whoseAbout } from '../persons/whose.ts';
import { changeHold, type Hold, listHolds, placeHold, readFaultHolds } from './contract.ts';
import { changeHoldSql, faultHoldsSql, type HoldRow, holdSql, holdsSql, type NewHold, placeHoldSql, todaySql } from './queries.ts';

const view = ({ faultId: _fault, assetId: _asset, ...row }: HoldRow): Hold => ({
	...row,
	placedAt: row.placedAt.toISOString(),
	liftedAt: row.liftedAt?.toISOString() ?? null,
});

type Held = Pick<NewHold, 'faultId' | 'assetId' | 'contacts'>;

async function contactsOf(context: Context, about: string): Promise<readonly number[]> {
	const { contacts } = await whoseAbout(context, about);
	if (contacts.length === 0) throw badField('about', 'They have an account, but have reported nothing that could be held.');
	return contacts;
}

/** What is to be held: exactly one of a fault, an asset, a person. */
async function wanted(
	context: Context,
	{ fault, asset, about }: { fault?: string | undefined; asset?: string | undefined; about?: string | undefined },
): Promise<Held> {
	if ([fault, asset, about].filter((it) => it !== undefined).length !== 1) throw badField('fault', 'Say what is held: one fault, one asset, or one person.');
	if (fault !== undefined) return { faultId: (await deskRow(context, fault.replace(/^f-/i, ''))).id, assetId: null, contacts: [] };
	if (about !== undefined) return { faultId: null, assetId: null, contacts: await contactsOf(context, about) };
	const found = await findAsset(context.db, { reference: (asset ?? '').toUpperCase() });
	if (!found) throw notFound('asset');
	return { faultId: null, assetId: found.id, contacts: [] };
}

/** A hold that is over before it begins would hold nothing. */
async function mustBeAhead({ db }: Context, until: string | undefined): Promise<void> {
	const { day } = await one<{ day: string }>(db, todaySql);
	if (until !== undefined && until < day) throw badField('until', 'This day is over.');
}

async function said({ db, actor }: Context, id: number, kind: `hold.${string}`): Promise<{ hold: Hold }> {
	const row = await maybeOne<HoldRow>(db, holdSql(id));
	if (!row) throw notFound('hold');
	const details = { hold: id, ground: row.ground, until: row.until };
	await happened(db, { kind, faultId: row.faultId, assetId: row.assetId, personId: actor.personId, details });
	return { hold: view(row) };
}

type Change = z.infer<typeof changeHold.input>;

async function change(context: Context, wish: Change): Promise<{ hold: Hold }> {
	const { db, actor } = context;
	await mustBeAhead(context, wish.until);
	const changed = await maybeOne(db, changeHoldSql({ ...wish, personId: actor.personId }));
	if (!changed && (await maybeOne(db, holdSql(wish.id)))) throw new Problem('conflict', 'Somebody has changed this hold in between.');
	return said(context, wish.id, wish.lifted === true ? 'hold.lifted' : 'hold.changed');
}

/** Answers those who keep things for a claim, a court or an inquiry. */
export function holds(serve: Serve<Context>): void {
	serve(listHolds, async ({ db }) => ({ holds: (await all<HoldRow>(db, holdsSql)).map(view) }));
	serve(readFaultHolds, async (context, { code }) => {
		const { id } = await within(context, code, readFaultHolds.access);
		const rows = await all<HoldRow>(context.db, faultHoldsSql(id));
		// Why it is held may name somebody: only those who hold it read that.
		return { holds: rows.map(view).map((it) => (context.actor.may('hold.manage') ? it : { ...it, reason: '' })) };
	});
	serve(placeHold, async (context, { ground, reason, until, ...what }) => {
		await mustBeAhead(context, until);
		const { id } = await one<{ id: number }>(
			context.db,
			placeHoldSql({ ...(await wanted(context, what)), ground, reason, until, personId: context.actor.personId }),
		);
		return said(context, id, 'hold.placed');
	});
	serve(changeHold, change);
}
