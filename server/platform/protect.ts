import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Settings } from './config.ts';

/** Headers that keep a page to itself: nothing from elsewhere runs, loads or frames. */
export function protect(settings: Settings): RequestHandler {
	const whole = helmet({
		contentSecurityPolicy: {
			directives: {
				defaultSrc: ["'self'"],
				imgSrc: ["'self'", 'data:', 'blob:'],
				mediaSrc: ["'self'", 'blob:'],
				connectSrc: ["'self'"],
				workerSrc: ["'self'", 'blob:'],
				objectSrc: ["'none'"],
				frameAncestors: ["'self'"],
				upgradeInsecureRequests: settings.production && settings.publicUrl?.startsWith('https:') ? [] : null,
			},
		},
		crossOriginEmbedderPolicy: false,
		strictTransportSecurity: settings.production,
	});
	// Scripts and styles are no pages: a kilobyte of policies before each of a dozen small files is what a resident waits for.
	return (request, response, next) => {
		if (!request.path.startsWith('/assets/')) return whole(request, response, next);
		response.set({ 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' });
		next();
	};
}
