/** One field of the input and what is wrong with it. */
export interface FieldError {
	path: string;
	message: string;
}

/** Anything a caller can be told went wrong (RFC 9457). Everything else is a 500 and a bug. */
export class Problem extends Error {
	readonly status: number;
	readonly code: string;
	readonly errors: readonly FieldError[];
	readonly extra: Readonly<Record<string, unknown>>;

	constructor(code: ProblemCode, detail?: string, more: { errors?: readonly FieldError[]; extra?: Record<string, unknown> } = {}) {
		super(detail ?? problemCodes[code][1]);
		this.status = problemCodes[code][0];
		this.code = code;
		this.errors = more.errors ?? [];
		this.extra = more.extra ?? {};
	}
}

/** Every problem the API can answer with: status, and what it means. The page at /api/ prints this list. */
export const problemCodes = {
	'bad-input': [400, 'Some of what was sent is not right; `errors` names each field.'],
	'bad-json': [400, 'The body is not valid JSON.'],
	'bad-photo': [400, 'A file is not a photo we can read (JPEG, PNG, WebP, AVIF or GIF).'],
	'bad-video': [400, 'A file is not a video we can take (MP4, MOV or WebM, at most 30 seconds), or what it tells beside its pictures cannot be removed.'],
	'bad-login': [401, 'The e-mail address or the password is wrong.'],
	'not-signed-in': [401, 'Sign in first.'],
	'not-allowed': [403, 'You may not do this.'],
	blocked: [403, 'Nothing is taken from here at present; `until` says how long. Please phone instead.'],
	'wrong-origin': [403, 'The request came from another site.'],
	'not-found': [404, 'There is no such thing.'],
	'not-acceptable': [406, 'None of the formats asked for can be given.'],
	conflict: [409, 'It has changed in the meantime, or something else stands in the way.'],
	'key-reused': [409, 'This Idempotency-Key was used for another body.'],
	'wrong-state': [409, 'The fault is not in a state from which this can be done.'],
	'taken-back': [410, 'This report was taken back by whoever took it down.'],
	'precondition-failed': [412, 'It has changed since you read it.'],
	'too-large': [413, 'What was sent is too large.'],
	'wrong-media-type': [415, 'The body must be JSON or multipart/form-data.'],
	'out-of-area': [422, 'The place lies outside the municipality.'],
	'unknown-failure-mode': [422, 'There is no such failure mode, or it is not offered.'],
	'too-slow': [422, 'This asks for more than can be answered in time, or it was stopped; narrow it.'],
	'wrong-code': [422, 'The code is not the right one, or it is good no more.'],
	'evidence-wanted': [
		422,
		'It can be said to be fixed only with evidence; `wanted` says which: a photo or a reading taken at the asset, or the reason of a supervisor.',
	],
	emergency: [422, 'This is an emergency: phone. The number is in `emergency`.'],
	'code-wanted': [428, 'The password is right; sign in again with it and the code of the second factor.'],
	'puzzle-wanted': [
		428,
		'Much came from this network lately: find a number for which SHA-256 of `challenge`, a colon and the number begins with `bits` zero bits, and send it again with the header Puzzle: challenge:number.',
	],
	'precondition-required': [428, 'Say in If-Match which version you have read.'],
	'too-many': [429, 'Too many requests from this device; try again a little later.'],
	'not-ready': [503, 'The server is starting or its database is away for a moment; try again.'],
	internal: [500, 'Something went wrong on our side. Nothing was changed.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problemCodes;

/** There is no such thing (404). */
export const notFound = (what: string): Problem => new Problem('not-found', `There is no such ${what}.`);

/** One field is wrong (400). */
export const badField = (path: string, message: string): Problem => new Problem('bad-input', undefined, { errors: [{ path, message }] });
