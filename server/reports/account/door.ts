import type { Request } from 'express';
import type { Context } from '../../municipality/index.ts';

const cookie = 'faultline-resident';
const lifetime = 30 * 24 * 60 * 60_000;

/** The cookie by which a resident is known, apart from the sessions of staff. */
export interface Door {
	/** The secret that came with the request. */
	token: string | null;
	keep(token: string): void;
	forget(): void;
}

/** A request by which a resident may come in or leave. */
export interface DoorContext extends Context {
	door: Door;
}

const given = new RegExp(`(?:^|;\\s*)${cookie}=([\\w-]{20,100})(?:;|$)`);

/** The door of one request. `secure`: the cookie goes only over connections that nobody can listen to. */
export function doorOf(request: Request, secure: boolean): Door {
	const settings = { httpOnly: true, sameSite: 'lax', secure, path: '/api/' } as const;
	return {
		token: given.exec(request.headers.cookie ?? '')?.[1] ?? null,
		keep: (token) => void request.res?.cookie(cookie, token, { ...settings, maxAge: lifetime }),
		forget: () => void request.res?.clearCookie(cookie, settings),
	};
}
