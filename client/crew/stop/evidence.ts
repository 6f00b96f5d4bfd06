import type { ShownLine, ShownStop } from '../kept/apply.ts';

/** What keeps an item from being closed as fixed. */
export type Missing = { kind: 'task'; title: string } | { kind: 'photo'; nearestM: number | null; photos: number };

/** Tasks of an item, and those of the whole order. */
export const tasksOf = (stop: Pick<ShownStop, 'tasks'>, line: Pick<ShownLine, 'id'>): ShownStop['tasks'] =>
	stop.tasks.filter(({ item }) => item === null || item === line.id);

/** Whether a reading has been written down; it counts where the phone is near enough when the item is closed. */
export const hasReading = (stop: Pick<ShownStop, 'tasks'>, line: Pick<ShownLine, 'id'>): boolean =>
	tasksOf(stop, line).some(({ kind, answer, doneAt }) => kind === 'reading' && answer !== null && doneAt !== null);

/** How far away the nearest photo from after the work was taken, and how many there are. */
function photosAfter({ photos, waiting }: Pick<ShownLine, 'photos' | 'waiting'>): { nearestM: number | null; photos: number } {
	const after = [...photos, ...waiting].filter(({ moment }) => moment === 'after');
	const known = after.flatMap(({ takenM }) => (takenM === null ? [] : [takenM]));
	return { nearestM: known.length > 0 ? Math.min(...known) : null, photos: after.length };
}

/** Whether a photo shows that an item is fixed: it was taken after the work, within reach of it. */
export function photoShows(line: Pick<ShownLine, 'photos' | 'waiting'>, reachM: number): boolean {
	const { nearestM } = photosAfter(line);
	return nearestM !== null && nearestM <= reachM;
}

/** What is still missing for "fixed"; nothing: it can be closed. The server judges by the same, and has the last word. */
export function missingFor(stop: Pick<ShownStop, 'tasks'>, line: Pick<ShownLine, 'id' | 'photos' | 'waiting'>, reachM: number): Missing[] {
	const undone = stop.tasks.filter(({ item, wanted, doneAt }) => item === line.id && wanted && doneAt === null);
	const shown = photoShows(line, reachM) || hasReading(stop, line);
	return [...undone.map(({ title }): Missing => ({ kind: 'task', title })), ...(shown ? [] : [{ kind: 'photo', ...photosAfter(line) } as const])];
}
