import type { Box } from '../../../server/reports/moderation/contract.ts';

const within = (it: number, least: number, most: number): number => Math.min(most, Math.max(least, it));
/** Smaller than this, as a part of the photo, nothing is meant. */
const smallest = 0.01;
const step = 0.02;

/** The box between two corners, in whatever order they were drawn. */
export const between = (one: { x: number; y: number }, other: { x: number; y: number }): Box => ({
	x: Math.min(one.x, other.x),
	y: Math.min(one.y, other.y),
	width: Math.abs(one.x - other.x),
	height: Math.abs(one.y - other.y),
});

/** Whether a drawn box is meant: not a mere tap. */
export const isMeant = ({ width, height }: Box): boolean => width >= smallest && height >= smallest;

const directions: Readonly<Record<string, readonly [number, number]>> = {
	ArrowLeft: [-step, 0],
	ArrowRight: [step, 0],
	ArrowUp: [0, -step],
	ArrowDown: [0, step],
};

/** What a key makes of a box: arrows move it, with Shift they change its size; undefined when the key means nothing. It stays within the photo. */
export function keyed(box: Box, { key, shiftKey }: { key: string; shiftKey: boolean }): Box | undefined {
	const [dx, dy] = directions[key] ?? [];
	if (dx === undefined || dy === undefined) return undefined;
	if (shiftKey) return { ...box, width: within(box.width + dx, smallest, 1 - box.x), height: within(box.height + dy, smallest, 1 - box.y) };
	return { ...box, x: within(box.x + dx, 0, 1 - box.width), y: within(box.y + dy, 0, 1 - box.height) };
}
