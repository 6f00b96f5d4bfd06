import type { Request, Response, Router } from 'express';
import type { Knex } from 'knex';
import type * as z from 'zod/mini';
import type { Endpoint } from './contract.ts';
import { problemOf, sendProblem } from './errors.ts';
import { piece, pieceOf, uploads } from './files.ts';
import { parseInput } from './input.ts';
import { once, onceKey } from './once.ts';
import type { Photo } from './photos.ts';
import { Problem } from './problem.ts';
import { sendJson } from './send-json.ts';

/** Places in which a right holds: any of these departments, any of these wards (ids). */
export interface Scope {
	departments: readonly number[];
	wards: readonly number[];
}

/** Who asks. */
export interface Actor {
	personId: number | null;
	name: string;
	may(right: string): boolean;
	/** Where a right holds; undefined: in the whole municipality. */
	scope?(right: string): Scope | undefined;
}

/** What comes with every request. */
export interface RequestContext {
	db: Knex;
	actor: Actor;
	/** A keyed hash of the sender's device or network: counts repeats without saying who. */
	sender: string;
	/** A keyed hash of the network it came from, whichever device it was. */
	network?: string | undefined;
	language: string;
	/** A keyed hash that only this server makes; absent where nobody is held to limits. */
	sealed?: ((text: string) => string) | undefined;
	/** The key under which a repeat is the same submission, and the answer to a puzzle that was asked for it. */
	submission?: { key: string | undefined; proof: string | undefined } | undefined;
	/** Photos that came with it, already re-encoded and in the store. */
	photos: readonly Photo[];
	/** The piece of a large file that came with it. */
	part?: Buffer | undefined;
	now: Date;
}

type Handler<C, I extends z.ZodMiniType, O extends z.ZodMiniType> = (context: C, input: z.infer<I>) => Promise<z.input<O>> | z.input<O>;

/** Binds an endpoint to the function that answers it. */
export type Serve<C extends RequestContext> = <I extends z.ZodMiniType, O extends z.ZodMiniType>(endpoint: Endpoint<I, O>, handle: Handler<C, I, O>) => void;

const safe = (endpoint: Endpoint): boolean => endpoint.method === 'get' || endpoint.asks === true;

/** Some races end in a serialisation failure or in a constraint that says "somebody was faster": asked again, they find the other's row. */
const raced = (error: unknown): boolean => {
	const { code, constraint } = error as { code?: string; constraint?: string };
	return code === '40001' || code === '40P01' || ((code === '23505' || code === '23P01') && (constraint?.startsWith('fault_one_open') ?? false));
};

/** Does something in one transaction, again where somebody else was faster. */
export async function inTransaction<T>(db: Knex, act: (transaction: Knex) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await db.transaction(act);
		} catch (error) {
			if (attempt >= 5 || !raced(error)) throw error;
		}
	}
}

/**
 * The whole life of a request, once: who is it, may they, what do they ask, do it (in one transaction when it writes),
 * answer only after the commit.
 */
export function server<C extends RequestContext>(router: Router, begin: (request: Request) => Promise<C>): Serve<C> {
	return (endpoint, handle) => {
		const receive = [...(endpoint.files ? [uploads(endpoint.files)] : []), ...(endpoint.part ? [piece(endpoint.part)] : [])];
		const answer = async (request: Request): Promise<unknown> => {
			const context = await begin(request);
			mustBeAllowed(endpoint, context.actor);
			const input = parseInput(endpoint.input, { ...request.query, ...request.body, ...request.params });
			const act = async (db: Knex) => endpoint.output.parse(await handle({ ...context, db, part: pieceOf(request) }, input));
			if (safe(endpoint)) return act(context.db);
			mustBeOurs(request);
			if (endpoint.alone) return act(context.db);
			const key = onceKey(request, { personId: context.actor.personId, files: context.photos });
			return inTransaction(context.db, (db) => (key ? once(db, key, () => act(db)) : act(db)));
		};
		router[endpoint.method](endpoint.path, ...receive, (request: Request, response: Response) =>
			answer(request).then(
				(body) => sendJson(request, response, body),
				(error) => sendProblem(request, response, problemOf(error)),
			),
		);
	};
}

function mustBeAllowed({ access }: Endpoint, actor: Actor): void {
	if (access === 'anyone' || actor.may(access)) return;
	throw new Problem(actor.personId === null ? 'not-signed-in' : 'not-allowed');
}

/** A signed-in browser's request that writes must come from our own pages (beside SameSite cookies). */
function mustBeOurs(request: Request): void {
	const site = request.get('sec-fetch-site');
	const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
	if (foreign && request.headers.cookie !== undefined) throw new Problem('wrong-origin');
}
