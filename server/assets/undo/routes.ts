import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { undoRegisterChange } from './contract.ts';
import { undoChange } from './undo.ts';

/** Takes changes of the register back. */
export function undoRoutes(serve: Serve<Context>): void {
	serve(undoRegisterChange, ({ db, actor }, { id }) => undoChange(db, { change: id, personId: actor.personId }));
}
