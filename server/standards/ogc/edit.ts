import type { Request } from 'express';
import * as z from 'zod/mini';
import { applyEdit, RegisterEdit } from '../../assets/index.ts';
import { type Context, catalogue } from '../../municipality/index.ts';
import { parseInput } from '../../platform/input.ts';
import { badField, notFound, Problem, type ProblemCode } from '../../platform/problem.ts';
import { maybeOne, one } from '../../platform/sql.ts';
import { idsOfSql, type ReferenceRow, referenceSql } from './asset-queries.ts';
import type { Crs } from './crs.ts';
import { type FeatureBody, readBody } from './feature-body.ts';
import type { Collection } from './model.ts';

/** A request that changes a feature of a collection. */
export interface Editing {
	readonly request: Request;
	readonly context: Context;
	readonly collection: Collection;
	readonly systems: readonly Crs[];
}

/** A browser that is signed in must have been sent by our own pages. */
function mustBeOurs(request: Request): void {
	const site = request.get('sec-fetch-site');
	if (site !== undefined && site !== 'same-origin' && site !== 'none' && request.headers.cookie !== undefined) throw new Problem('wrong-origin');
}

function mustBeAllowed({ request, context: { actor }, collection }: Editing): string {
	mustBeOurs(request);
	if (!actor.may('asset.edit')) throw new Problem(actor.personId === null ? 'not-signed-in' : 'not-allowed');
	if (!collection.editable) throw new Problem('not-allowed', 'This collection cannot be changed.');
	return collection.editable;
}

const types: Readonly<Record<string, readonly string[]>> = {
	POST: ['application/geo+json', 'application/json'],
	PUT: ['application/geo+json', 'application/json'],
	PATCH: ['application/merge-patch+json', 'application/json', 'application/geo+json'],
};

function mustBeOfType(request: Request): void {
	const accepted = types[request.method] ?? [];
	if (!request.is([...accepted])) throw new Problem('wrong-media-type', `The body must be ${accepted.join(' or ')}.`);
}

/** Edits speak of `edit.fields`, features of their properties. */
const renamed = (path: string): string =>
	path
		.replace(/^edit\.attributes\./, 'properties.')
		.replace(/^edit\.fields\./, 'properties.')
		.replace(/^edit\.key/, 'properties.key')
		.replace(/^edit\./, '');

const unchanged = 'Nothing would change.';

/** The same problem in the words of features. */
function retold(error: unknown): unknown {
	if (!(error instanceof Problem)) return error;
	if (error.code === 'conflict' && error.extra['version'] !== undefined) return new Problem('precondition-failed');
	const errors = error.errors.map((it) => ({ ...it, path: renamed(it.path) }));
	return new Problem(error.code as ProblemCode, error.message, { errors, extra: { ...error.extra } });
}

const isUnchanged = (error: unknown): boolean => error instanceof Problem && error.errors.some((it) => it.message === unchanged);

/** Does edits, all or none. One that would change nothing is done already. */
async function applied({ context }: Editing, edits: readonly Record<string, unknown>[]): Promise<string | undefined> {
	const act = async (outer: Context['db']): Promise<string | undefined> => {
		let reference: string | undefined;
		for (const raw of edits) {
			const { edit } = parseInput(z.object({ edit: RegisterEdit }), { edit: raw });
			const one = (db: Context['db']) => applyEdit({ ...context, db }, edit, { kind: 'edit', source: 'OGC API' });
			// A savepoint: what would change nothing must leave nothing behind either.
			const edited = await outer.transaction(one).catch((error) => {
				if (!isUnchanged(error)) throw error;
			});
			reference = edited?.assets[0]?.reference ?? reference;
		}
		return reference;
	};
	return context.db.transaction(act).catch((error) => {
		throw retold(error);
	});
}

const told = ({ attributes, fields, geometry }: FeatureBody): Record<string, unknown> => ({
	...(Object.keys(attributes).length && { attributes }),
	...(Object.keys(fields).length && { fields }),
	...(geometry && { geometry }),
});

/** Adds an asset; answers its id. */
export async function create(editing: Editing): Promise<number> {
	const layer = mustBeAllowed(editing);
	mustBeOfType(editing.request);
	const body = await readBody({ ...editing.context, ...editing }, editing.collection, false);
	if (!body.geometry) throw badField('geometry', 'An asset has a place.');
	const reference = await applied(editing, [{ kind: 'add', class: layer, ...(body.key !== undefined && { key: body.key }), ...told(body) }]);
	const { id } = await one<{ id: number }>(editing.context.db, idsOfSql([reference ?? '']));
	return id;
}

/** The version that an ETag of ours names. */
const versionOf = (tag: string): number => Number(/^(?:W\/)?"v(\d+)-/.exec(tag.trim())?.[1] ?? Number.NaN);

async function found({ request, context, collection }: Editing): Promise<ReferenceRow> {
	const id = String(request.params['item']);
	const number = catalogue.byId.get(collection.id)?.number ?? -1;
	const row = /^[1-9]\d{0,14}$/.test(id) ? await maybeOne<ReferenceRow>(context.db, referenceSql(Number(id), number)) : undefined;
	if (!row) throw notFound('feature');
	const match = request.get('if-match');
	if (match === undefined) throw new Problem('precondition-required');
	if (match.trim() !== '*' && !match.split(',').some((tag) => versionOf(tag) === row.version)) throw new Problem('precondition-failed');
	return row;
}

/** Changes an asset; `whole`: what is not said is taken away. */
export async function change(editing: Editing, whole: boolean): Promise<void> {
	mustBeAllowed(editing);
	mustBeOfType(editing.request);
	const { reference, version, key } = await found(editing);
	const body = await readBody({ ...editing.context, ...editing }, editing.collection, whole);
	if (body.geometry === null || (whole && body.geometry === undefined)) throw badField('geometry', 'An asset has a place.');
	const rest = told(body);
	const edits: Record<string, unknown>[] = [];
	if (Object.keys(rest).length) edits.push({ kind: 'change', asset: reference, version, ...rest });
	if (body.key !== undefined && body.key !== key) edits.push({ kind: 'renumber', asset: reference, key: body.key });
	await applied(editing, edits);
}

/** Takes an asset out of service: it stays in the register with all its history. */
export async function remove(editing: Editing): Promise<void> {
	mustBeAllowed(editing);
	const { reference, version } = await found(editing);
	await applied(editing, [{ kind: 'retire', asset: reference, version }]);
}
