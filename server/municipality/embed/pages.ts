import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Town } from '../town.ts';

/** Our own policy with another answer to who may frame the page; what may run and load on it stays. */
function framedBy(policy: unknown, sites: readonly string[]): string {
	const own = String(policy ?? '').replace(/(^|;)\s*frame-ancestors [^;]*/, '');
	return [own, `frame-ancestors ${["'self'", ...sites].join(' ')}`].filter(Boolean).join(';');
}

interface Embedding {
	town: () => Promise<Town>;
	/** Sends the residents' app, and the page that writes snippets. */
	app: RequestHandler;
	builder: RequestHandler;
}

/**
 * The pages that other websites may show in a frame: the residents' app under `/embed/…`, for the sites the municipality names and for nobody else.
 * Everything else of ours refuses to be framed. `/embed/` itself is the page that writes the snippet.
 */
export function embedPages({ town, app, builder }: Embedding): Router {
	const router = Router({ strict: true });
	const open = async (_request: Request, response: Response, next: () => void): Promise<void> => {
		const { embedSites } = (await town()).municipality;
		response.set('content-security-policy', framedBy(response.get('content-security-policy'), embedSites));
		// The older header knows no list of sites.
		response.removeHeader('x-frame-options');
		next();
	};
	router.get(/^\/embed\/?$/, builder);
	router.get(/^\/embed\/./, open, app);
	// A script of ours in a page of theirs.
	router.get('/embed.js', (_request, response, next) => {
		response.set({ 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=3600' });
		next();
	});
	return router;
}
