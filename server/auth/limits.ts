import { type Request, type RequestHandler, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { sendProblem } from '../platform/errors.ts';
import { Problem } from '../platform/problem.ts';
import { forgotPassword, setPassword, signIn } from './contract.ts';
import { beginSecondFactor, confirmSecondFactor } from './factor/contract.ts';
import { changePassword } from './seats/contract.ts';

interface Limit {
	minutes: number;
	most: number;
	/** Counted by network, or by the address in the body, whether or not it has an account. */
	by: 'network' | 'address';
	onlyFailures?: boolean;
}

const network = (request: Request): string => ipKeyGenerator(request.ip ?? '');
const address = (request: Request): string => {
	const given: unknown = request.body?.email;
	return typeof given === 'string' ? given.trim().toLowerCase().slice(0, 200) : network(request);
};

const limit = ({ minutes, most, by, onlyFailures = false }: Limit): RequestHandler =>
	rateLimit({
		windowMs: minutes * 60_000,
		limit: most,
		keyGenerator: by === 'network' ? network : address,
		skipSuccessfulRequests: onlyFailures,
		// A right password that still wants its code is no guess.
		requestWasSuccessful: (_request, { statusCode }) => statusCode < 400 || statusCode === 428,
		standardHeaders: 'draft-7',
		legacyHeaders: false,
		validate: { xForwardedForHeader: false },
		handler: (request, response) => sendProblem(request, response, new Problem('too-many')),
	});

/** Slows down guessing of passwords and links, and flooding of somebody's mailbox. */
export function limits(): RequestHandler {
	const router = Router();
	const guesses: Limit = { minutes: 15, most: 50, by: 'network', onlyFailures: true };
	router.post(signIn.path, limit(guesses), limit({ minutes: 15, most: 10, by: 'address', onlyFailures: true }));
	router.post(forgotPassword.path, limit({ minutes: 60, most: 20, by: 'network' }), limit({ minutes: 60, most: 5, by: 'address' }));
	router.post(setPassword.path, limit(guesses));
	router.get('/api/sign-in/oidc', limit({ minutes: 15, most: 100, by: 'network' }));
	const own: Limit = { minutes: 15, most: 20, by: 'network', onlyFailures: true };
	router.put(changePassword.path, limit(own));
	router.post(beginSecondFactor.path, limit(own));
	router.all(confirmSecondFactor.path, limit(own));
	return router;
}
