import type { ShownLine, ShownStop } from '../kept/apply.ts';
import type { Where } from '../kept/run.ts';

/** An item of a stop. */
export interface At {
	stop: ShownStop;
	line: ShownLine;
}

/** The same as what is done there names it. */
export const whereOf = ({ stop, line }: At): Where => ({ order: stop.code, item: line.id });
