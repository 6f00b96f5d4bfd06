import { happened } from '../platform/events.ts';
import type { Serve } from '../platform/http.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { all, maybeOne, one } from '../platform/sql.ts';
import { type ApiKey, addKey, listKeys, revokeKey } from './contract.ts';
import { addKeySql, type KeyRow, keysSql, revokeKeySql } from './key-queries.ts';
import type { SessionContext } from './sessions.ts';
import { newToken } from './token.ts';

/** More keys than this nobody can keep apart. */
const most = 50;

const view = ({ createdAt, expiresAt, ...row }: KeyRow): ApiKey => ({
	...row,
	createdAt: createdAt.toISOString(),
	expiresAt: expiresAt?.toISOString() ?? null,
});

/** Whoever is signed in by their own password: a key makes no keys. */
function holder({ session }: SessionContext): number {
	const { person } = session;
	if (!person) throw new Problem('not-signed-in');
	if (person.readOnly !== undefined) throw new Problem('not-allowed', 'Keys are made and revoked by a person, not by a key.');
	return person.id;
}

/** Answers which keys somebody has, makes and revokes them. */
export function keyRoutes(serve: Serve<SessionContext>): void {
	serve(listKeys, async (context) => ({ keys: (await all<KeyRow>(context.db, keysSql(holder(context)))).map(view) }));

	serve(addKey, async (context, { label, readOnly, days }) => {
		const personId = holder(context);
		if ((await all(context.db, keysSql(personId))).length >= most) throw new Problem('conflict', `Nobody has more than ${most} keys: revoke one first.`);
		const { token, hash } = newToken();
		const row = await one<KeyRow>(context.db, addKeySql({ hash, personId, label, readOnly, days }));
		await happened(context.db, { kind: 'key.made', personId, details: { key: row.id, readOnly } });
		return { key: view(row), secret: token };
	});

	serve(revokeKey, async (context, { id }) => {
		const personId = holder(context);
		if (!(await maybeOne(context.db, revokeKeySql(id, personId)))) throw notFound('key');
		await happened(context.db, { kind: 'key.revoked', personId, details: { key: id } });
		return {};
	});
}
