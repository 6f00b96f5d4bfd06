/** Why a video is not taken: it is not what it claims to be, or something in it cannot be removed. */
export class Unclean extends Error {}

/** What is known of a video once nothing but pictures and sound is left in it. */
export interface Cleaned {
	kind: 'video/mp4' | 'video/webm';
	width: number;
	height: number;
	seconds: number;
}

/** Refuses a video unless something holds. */
export function must(holds: boolean, otherwise: string): asserts holds {
	if (!holds) throw new Unclean(otherwise);
}
