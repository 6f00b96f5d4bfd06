import type { AssetClass, FailureMode } from '../../gis-layers/index.ts';
import { catalogue } from '../../server/municipality/index.ts';

/** A failure mode with the class on whose file it stands. */
export interface Mode {
	readonly mode: FailureMode;
	readonly home: AssetClass;
}

/** The failure mode of a code on the shelf. */
export function modeOf(code: string): Mode {
	const found = catalogue.modes.get(code);
	if (!found) {
		throw new Error(`the shelf has no failure mode ${code}`);
	}
	return found;
}
