import type { Problem } from '../api/problem.ts';
import { t } from './shared.ts';
import type { words } from './words/shared/en.ts';

type Key = Extract<keyof typeof words, `problem.${string}`>;

const known: ReadonlySet<string> = new Set<Key>([
	'problem.bad-input',
	'problem.bad-json',
	'problem.bad-login',
	'problem.bad-photo',
	'problem.bad-video',
	'problem.blocked',
	'problem.conflict',
	'problem.emergency',
	'problem.internal',
	'problem.key-reused',
	'problem.network',
	'problem.not-acceptable',
	'problem.not-allowed',
	'problem.not-found',
	'problem.not-ready',
	'problem.not-signed-in',
	'problem.out-of-area',
	'problem.taken-back',
	'problem.timeout',
	'problem.too-large',
	'problem.too-many',
	'problem.unexpected',
	'problem.unknown-failure-mode',
	'problem.wrong-media-type',
	'problem.wrong-origin',
	'problem.wrong-state',
]);

/** What went wrong, in the person's words: what happened, what was kept, what to do. */
export function problemText(problem: Problem): string {
	const key = `problem.${problem.code}`;
	return known.has(key) ? t(key as Key) : problem.message;
}
