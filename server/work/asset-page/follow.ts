import { createHash } from 'node:crypto';
import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { maybeOne } from '../../platform/sql.ts';
import { publicAsset } from './page.ts';
import { insertFollowerSql, stopFollowerSql } from './queries.ts';

const hashOf = (email: string): string => createHash('sha256').update(email).digest('base64url');

/** Somebody wants to hear of every fault on an asset. The answer is the same for whoever follows it already: whether an address does is nobody's business. */
export async function follow(context: Context, it: { reference: string; email: string; language: string }): Promise<{ follows: boolean }> {
	if (!context.town.municipality.languages.includes(it.language)) throw badField('language', 'Not a language of this municipality.');
	const { row } = await publicAsset(context, it.reference);
	if (row.status !== 'in-service') throw new Problem('conflict', 'It is no longer in service: follow what took its place.');
	const email = it.email.trim().toLowerCase();
	const fresh = await maybeOne(context.db, insertFollowerSql({ assetId: row.id, addressHash: hashOf(email), email, language: it.language }));
	if (fresh) await happened(context.db, { kind: 'asset.followed', assetId: row.id });
	return { follows: true };
}

/** No more of it. */
export async function unfollow({ db }: Context, { tracking }: { tracking: string }): Promise<{ follows: boolean }> {
	if (!(await maybeOne(db, stopFollowerSql(tracking)))) throw notFound('follower');
	return { follows: false };
}
