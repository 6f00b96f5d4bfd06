import type { Extent } from './plan.ts';

/** How large a demo is. */
export interface Size {
	/** Of one sheet. */
	readonly extent: Extent;
	readonly sheets: readonly [across: number, up: number];
	readonly wards: number;
	readonly years: number;
	/** Are all candidates of a pin weighed, or only the few nearest? */
	readonly candidates: number;
}

export type SizeName = keyof typeof sizes;

const town: Extent = { width: 4400, height: 5100, margin: 1700, river: true, suburb: 500_000 };

/** `small` is for tests, `town` the usual demo, `metro` for measuring: a million assets, a million reports. */
export const sizes = {
	small: { extent: { width: 700, height: 560, margin: 420, river: false, suburb: 120_000 }, sheets: [1, 1], wards: 4, years: 3, candidates: 8 },
	town: { extent: town, sheets: [1, 1], wards: 30, years: 3, candidates: 8 },
	metro: { extent: { ...town, width: 4560, height: 5240, margin: 450 }, sheets: [6, 3], wards: 540, years: 4.4, candidates: 4 },
} satisfies Record<string, Size>;
