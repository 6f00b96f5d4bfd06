import { happened } from '../platform/events.ts';
import type { RequestContext } from '../platform/http.ts';
import { badField, notFound, Problem } from '../platform/problem.ts';
import { maybeOne } from '../platform/sql.ts';
import { type AuthorityWish, insertAuthoritySql, putAwaySql, updateAuthoritySql } from './authority-queries.ts';
import { catalogue } from './catalogue.ts';
import type { Town } from './town.ts';

/** Who asks, and where: as `Context`, which stands in the index. */
type Context = RequestContext & { town: Town };

const texts = (it: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(it).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])));

const told = ({ db, actor }: Context, code: string, details: object): Promise<void> =>
	happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { authority: code, ...details } });

function checked(it: AuthorityWish, { town }: Context): AuthorityWish {
	const wish = { ...it, name: texts(it.name), words: texts(it.words) };
	if (Object.keys(wish.name).length === 0) throw badField('name', 'Say in at least one language who they are.');
	if (Object.values(wish.words).some((text) => text.length > 2000)) throw badField('words', 'At most 2000 letters.');
	const mode = it.modes.find((code) => !catalogue.modes.has(code));
	if (mode !== undefined) throw badField('modes', `There is no failure mode ${mode}.`);
	const ward = it.wards.find((code) => !town.wards.some((known) => known.code === code));
	if (ward !== undefined) throw badField('wards', `There is no ward ${ward}.`);
	return wish;
}

/** Keeps who else looks after things here. */
export async function keepAuthority(context: Context, it: AuthorityWish): Promise<{ id: number }> {
	const wish = checked(it, context);
	const row = await maybeOne<{ id: number }>(context.db, wish.version === 0 ? insertAuthoritySql(wish) : updateAuthoritySql(wish));
	if (!row) throw wish.version === 0 ? badField('code', 'There is an authority of this name already.') : new Problem('conflict');
	await told(context, it.code, {});
	return row;
}

/** Puts an authority away, or takes it out again. */
export async function putAuthorityAway(context: Context, { code, away }: { code: string; away: boolean }): Promise<void> {
	if (!(await maybeOne(context.db, putAwaySql(code, away)))) throw notFound('authority');
	await told(context, code, { away });
}
