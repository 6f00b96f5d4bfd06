import type { AssetClass } from '../../../gis-layers/index.ts';
import type { Context } from '../../municipality/index.ts';
import type { Held, NewChange } from './queries.ts';

/** What an edit needs of who makes it. */
export type Editor = Pick<Context, 'db' | 'town'> & { actor: Pick<Context['actor'], 'personId'> };

/** What an edit is recorded as. */
export interface Origin {
	kind: NewChange['kind'];
	/** Where it came from, for people: `console`, `OGC API`, a proposal's code. Never a person's words. */
	source: string;
}

/** An edit under way. */
export interface Work {
	editor: Editor;
	home: AssetClass;
	held: readonly Held[];
	changeId: number;
}

/** An asset as an edit left it. */
export interface Touched {
	id: number;
	reference: string;
	status: string;
	version: number;
	class: number;
}
