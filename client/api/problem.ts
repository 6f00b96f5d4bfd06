/** One field of what was sent and what is wrong with it. */
export interface FieldError {
	path: string;
	message: string;
}

/** What the server said went wrong (RFC 9457), or what kept it from saying anything: `network`, `timeout`, `unexpected`. */
export class Problem extends Error {
	readonly status: number;
	readonly code: string;
	readonly title: string;
	readonly detail: string;
	readonly errors: readonly FieldError[];
	/** Whatever else came with it, such as `emergency`. */
	readonly extra: Readonly<Record<string, unknown>>;

	constructor({ status = 0, code = 'unexpected', title = '', detail = '', errors = [], ...extra }: ProblemBody) {
		super(detail || title || code);
		this.status = status;
		this.code = code;
		this.title = title;
		this.detail = detail;
		this.errors = errors;
		this.extra = extra;
	}
}

interface ProblemBody {
	status?: number;
	code?: string;
	title?: string;
	detail?: string;
	errors?: readonly FieldError[];
	[extra: string]: unknown;
}

const isBody = (it: unknown): it is ProblemBody => typeof it === 'object' && it !== null && 'code' in it && typeof it.code === 'string';

/** The problem in an answer that is not a success; a proxy's page of HTML becomes a problem by its status. */
export async function problemOf(response: Response): Promise<Problem> {
	const body: unknown = await response.json().catch(() => null);
	if (isBody(body)) return new Problem({ ...body, status: response.status });
	const code = { 401: 'not-signed-in', 403: 'not-allowed', 404: 'not-found', 413: 'too-large', 429: 'too-many', 502: 'not-ready', 503: 'not-ready' }[
		response.status
	];
	return new Problem({ status: response.status, code: code ?? 'internal' });
}

/** Anything thrown while asking, as a problem: no connection, no answer in time, or an answer that breaks its contract. */
export function asProblem(thrown: unknown): Problem {
	if (thrown instanceof Problem) return thrown;
	const name = thrown instanceof Error ? thrown.name : '';
	if (name === 'TimeoutError') return new Problem({ code: 'timeout' });
	if (name === 'AbortError') return new Problem({ code: 'aborted' });
	return new Problem({ code: thrown instanceof TypeError ? 'network' : 'unexpected', detail: thrown instanceof Error ? thrown.message : String(thrown) });
}

/** A problem that was kept, as it was when it was met. */
export const problemFrom = ({ extra, ...it }: Pick<Problem, 'status' | 'code' | 'title' | 'detail' | 'errors' | 'extra'>): Problem =>
	new Problem({ ...it, ...extra });

/** What is wrong with each field, by its path, for showing beside the fields. */
export const fieldErrors = (problem: Problem | null | undefined): Readonly<Record<string, string>> =>
	Object.fromEntries((problem?.errors ?? []).map(({ path, message }) => [path, message]));
