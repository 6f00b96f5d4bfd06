import { type Context, catalogue, keepAuthority } from '../municipality/index.ts';
import { badField } from '../platform/problem.ts';
import { sealText } from '../platform/sealed.ts';
import { all, one } from '../platform/sql.ts';
import { rowsWith, textOf } from './answers.ts';
import type { Authority, AuthorityWish } from './contract.ts';
import { type AuthorityRow, authoritiesSql, forgetServerSql, keepServerSql, sealSql } from './desk-queries.ts';
import { ask, servicesOf, unreached } from './foreign.ts';
import { purpose } from './send.ts';

/** An authority as staff see it. */
export function authorityView(row: AuthorityRow): Authority {
	const { endpoint, jurisdiction, officeEmail, enabled, byItself, services, otherwise, hasKey, lookedAt, trouble, waiting, theirs, over, refused, ...it } = row;
	return {
		...it,
		counts: { waiting, theirs, over, refused },
		server:
			endpoint === null
				? null
				: {
						...{ endpoint, jurisdiction, officeEmail, enabled: enabled === true, byItself: byItself === true, services: services ?? {}, otherwise },
						...{ hasKey, lookedAt: lookedAt?.toISOString() ?? null, trouble },
					},
	};
}

/** An address to which paths can be added; what belongs elsewhere must not stand in it. */
function endpointOf(given: string): string {
	const url = URL.parse(given);
	if (!url) throw badField('server.endpoint', 'This is no address.');
	if (url.search !== '' || url.hash !== '')
		throw badField('server.endpoint', 'An address without “?” and “#”: the jurisdiction and the key have fields of their own.');
	if (url.username !== '' || url.password !== '') throw badField('server.endpoint', 'A password does not belong in the address.');
	// People copy the address of the list of services.
	const href = url.href.replace(/(services|requests|discovery)\.(json|xml)$/i, '');
	return href.endsWith('/') ? href : `${href}/`;
}

/** Keeps who an authority is and how faults are handed on to it. */
export async function keep(context: Context, { server, ...wish }: AuthorityWish, secret: string): Promise<Authority> {
	const { db } = context;
	const { id: authorityId } = await keepAuthority(context, wish);
	if (server === null) await all(db, forgetServerSql(authorityId));
	else {
		const { key, ...rest } = server;
		const unknown = Object.keys(rest.services).find((code) => !catalogue.modes.has(code));
		if (unknown !== undefined) throw badField('server.services', `There is no failure mode ${unknown}.`);
		await all(db, keepServerSql({ authorityId, ...rest, endpoint: endpointOf(rest.endpoint) }));
		if (key !== undefined) await all(db, sealSql(authorityId, key === null || key === '' ? null : sealText(key, { secret, purpose, of: wish.code })));
	}
	return authorityView(await one<AuthorityRow>(db, authoritiesSql(wish.code)));
}

/** Asks a server what it is and offers; nothing is posted. */
export async function tryOut({ endpoint, jurisdiction }: { endpoint: string; jurisdiction: string | null }) {
	const foreign = { endpoint: endpointOf(endpoint), jurisdiction, key: null };
	try {
		const { format, services, trouble } = await servicesOf(foreign);
		return { reached: services.length > 0, trouble, format, services: services.slice(0, 500), contact: await contactOf({ ...foreign, format }) };
	} catch (error) {
		return { reached: false, trouble: unreached(error), format: 'xml' as const, contact: null, services: [] };
	}
}

/** Whom to ask for a key, as their discovery says; many servers have none. */
async function contactOf(foreign: Parameters<typeof ask>[0]): Promise<string | null> {
	const { status, answer } = await ask(foreign, 'discovery');
	const [row] = status < 300 ? rowsWith(answer, ['contact', 'key_service']) : [];
	const said = [textOf(row, 'contact'), textOf(row, 'key_service')].filter((it) => it !== undefined);
	return said.length > 0 ? said.join('\n').slice(0, 1000) : null;
}
