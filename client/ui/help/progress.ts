import { signal } from '@preact/signals';
import { remember, remembered } from '../remembered.ts';
import { type Moment, type Path, steps } from './paths.ts';

/** How far somebody is. */
interface Progress {
	/** Steps that are done, as `planner.keep`. */
	done: readonly string[];
	/** They want to see no more of it; it comes back from the same button. */
	away: boolean;
}

const fits = (it: unknown): it is Progress =>
	typeof it === 'object' && it !== null && Array.isArray((it as Progress).done) && typeof (it as Progress).away === 'boolean';

const none: Progress = { done: [], away: false };

/** Of whom, and how far they are. */
export const progress = signal<{ person: string; it: Progress }>({ person: '', it: none });

const keep = (it: Progress): void => {
	const { person } = progress.peek();
	progress.value = { person, it };
	remember(`first-hour.${person}`, it);
};

/** Begins with what is remembered of a person here. */
export function begin(person: string): void {
	if (progress.peek().person === person) return;
	progress.value = { person, it: remembered(`first-hour.${person}`, none, fits) };
}

export const isDone = (path: Path, id: string): boolean => progress.value.it.done.includes(`${path}.${id}`);

/** Notes the steps that are done by where somebody is or by what they have just done. */
export function notice(own: readonly Path[], moment: Moment): void {
	const { it } = progress.peek();
	const fresh = own
		.flatMap((path) => steps[path].filter((step) => step.done(moment)).map((step) => `${path}.${step.id}`))
		.filter((id) => !it.done.includes(id));
	if (fresh.length > 0) keep({ ...it, done: [...it.done, ...fresh] });
}

/** Puts it away, or brings it back. */
export const putAway = (away: boolean): void => keep({ ...progress.peek().it, away });

/** Begins from the start. */
export const beginAgain = (own: readonly Path[]): void =>
	keep({ away: false, done: progress.peek().it.done.filter((id) => !own.some((path) => id.startsWith(`${path}.`))) });
