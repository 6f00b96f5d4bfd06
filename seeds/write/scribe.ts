import type { Random } from '../../server/maths/random.ts';
import type { Office } from '../history/calendar.ts';
import type { Surroundings } from '../history/pins.ts';
import type { Town } from '../town/town.ts';
import type { Ledger } from './ledger.ts';
import type { Kept } from './media.ts';

/** Who did what in the history, by id. */
export interface Staff {
	readonly engineer: number;
	readonly clerk: number;
	readonly crew: number;
	readonly departments: ReadonlyMap<string, number>;
}

/** What the rows of a history are written with. */
export interface Scribe {
	readonly town: Town;
	readonly ledger: Ledger;
	readonly around: Surroundings;
	readonly office: Office;
	readonly staff: Staff;
	readonly random: Random;
	/** Pictures that may be attached to reports. */
	readonly photos: readonly Kept[];
	/** Asset and family of the faults that are open. */
	readonly open: Set<string>;
	/** The last closed fault by asset and family. */
	readonly recent: Map<string, { id: number; closed: number }>;
}

/** Something for the logbook of a fault. */
export interface Happened {
	readonly at: number;
	readonly kind: string;
	readonly person?: number;
	readonly report?: number;
	readonly asset?: number | null;
	readonly order?: number;
	readonly details: Readonly<Record<string, string>>;
}
