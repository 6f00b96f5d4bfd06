import type { Knex } from 'knex';
import type * as z from 'zod/mini';
import { type Context, catalogue } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, notFound, Problem } from '../../platform/problem.ts';
import { all, maybeOne, one } from '../../platform/sql.ts';
import type { ReadingOptions } from './contract.ts';
import { type Credentials, seal, tellsSecrets } from './credentials.ts';
import { classNumber, requestOf, requestView, told } from './request.ts';
import type { RequestRow } from './request-queries.ts';
import { addSource, changeSource, listSources, type RegisterSource, readSource, removeSource, runSource } from './saved/contract.ts';
import { beginReading } from './schedule.ts';
import {
	addSourceSql,
	changeSourceSql,
	forgetSealedSql,
	forgetSourceSql,
	type SourceFields,
	type SourceRowKept,
	sealSql,
	sourceSql,
	sourcesSql,
} from './source-queries.ts';

const view = ({ id: _, class: number, last, ...it }: SourceRowKept): RegisterSource => ({
	...it,
	class: catalogue.byNumber.get(number)?.id ?? '',
	last: last as RegisterSource['last'],
});

async function kept(db: Knex, code: string, hold = false): Promise<SourceRowKept> {
	const row = await maybeOne<SourceRowKept>(db, sourceSql(code, hold));
	if (!row) throw notFound('source');
	return row;
}

function mustBeAddress(address: string | null | undefined): void {
	if (address === null || address === undefined) return;
	if (!URL.canParse(address)) throw badField('address', 'This is not an address.');
	if (tellsSecrets(address)) throw badField('address', 'A password or token does not belong in the address: give it as credentials.');
}

function mustHaveAddress(it: { address: string | null; everyMinutes: number | null }): void {
	if (it.address === null && it.everyMinutes !== null) throw badField('everyMinutes', 'Only what has an address can be read on a schedule.');
}

async function keepCredentials(
	db: Knex,
	source: { id: number; code: string },
	{ credentials, secret }: { credentials: Credentials | null | undefined; secret: string },
) {
	if (credentials === undefined) return;
	await all(db, credentials === null ? forgetSealedSql(source.id) : sealSql(source.id, seal(credentials, { secret, source: source.code })));
}

/** A new source as it was described, and as the import that it is saved from was read: what was guessed at the first time is agreed to from now on. */
function fieldsOf(input: z.infer<typeof addSource.input>, from: RequestRow | undefined): SourceFields {
	const number = input.class === undefined ? from?.class : classNumber(input.class);
	if (number === undefined || number === null) throw badField('class', 'Say which class the assets are of.');
	const { title, everyMinutes, applies, limits, address = from?.address ?? null } = input;
	mustBeAddress(address);
	mustHaveAddress({ address, everyMinutes });
	return { title, class: number, address, everyMinutes, applies, limits, options: input.options ?? seenIn(from) };
}

function seenIn(from: RequestRow | undefined): ReadingOptions {
	const { reading, options } = from ?? {};
	return reading ? { srid: reading.srid, key: reading.key ?? 'id', ...options, map: { ...reading.map, ...options?.map } } : { ...options };
}

/** Answers for the sources that are known: their mapping, their schedule. Credentials come in and never go out. */
export function savedRoutes(serve: Serve<Context>, { secret }: { secret: string }): void {
	serve(listSources, async ({ db }, { class: id }) => {
		const rows = await all<SourceRowKept>(db, sourcesSql(id === undefined ? undefined : classNumber(id)));
		return { sources: rows.map(view) };
	});

	serve(readSource, async ({ db }, { code }) => view(await kept(db, code)));

	serve(addSource, async ({ db, actor }, input) => {
		const from = input.import === undefined ? undefined : await requestOf(db, input.import);
		const fields = fieldsOf(input, from);
		const source = await one<{ id: number; code: string }>(db, addSourceSql({ ...fields, personId: actor.personId }));
		await keepCredentials(db, source, { credentials: input.credentials, secret });
		return view(await kept(db, source.code));
	});

	changing(serve, secret);
}

function changing(serve: Serve<Context>, secret: string): void {
	serve(changeSource, async ({ db }, { code, version, credentials, ...wish }) => {
		const row = await kept(db, code, true);
		if (row.version !== version) throw new Problem('conflict', 'Somebody else has changed this source in the meantime.', { extra: { version: row.version } });
		mustBeAddress(wish.address);
		const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
		const { title, address, options, everyMinutes, applies, limits } = { ...row, ...given } as SourceRowKept;
		mustHaveAddress({ address, everyMinutes });
		await all(db, changeSourceSql(row.id, { title, address, options, everyMinutes, applies, limits }));
		await keepCredentials(db, row, { credentials, secret });
		return view(await kept(db, code));
	});

	serve(removeSource, async ({ db }, { code }) => {
		const row = await kept(db, code, true);
		await all(db, forgetSealedSql(row.id));
		await all(db, forgetSourceSql(row.id));
		return { removed: true };
	});

	serve(runSource, async ({ db, actor }, { code }) => {
		const row = await kept(db, code, true);
		if (row.address === null) throw badField('code', 'This source has no address: its files are uploaded.');
		const request = await requestOf(db, await beginReading(db, row, { personId: actor.personId, scheduled: true }));
		await told(db, request, 'reading');
		return requestView(db, request);
	});
}
