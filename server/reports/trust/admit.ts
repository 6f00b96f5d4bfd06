import type { Context } from '../../municipality/index.ts';
import { Problem } from '../../platform/problem.ts';
import { pose, workOf } from '../../platform/puzzle.ts';
import { one } from '../../platform/sql.ts';
import { standingSql } from './queries.ts';
import { type Standing, type Verdict, verdictOn } from './standing.ts';

/** Throws the puzzle that must be solved first, unless it was. It belongs to this submission of this network alone. */
function mustHaveWorked({ now, network, submission }: Context, sealed: (text: string) => string, { bits }: Verdict): void {
	if (!submission?.key) throw new Problem('puzzle-wanted', 'Much came from this network lately: send it with an Idempotency-Key, to which a puzzle is bound.');
	const posing = { sealed, about: `${network} ${submission.key}`, now };
	if (workOf(posing, submission.proof ?? '') < bits) throw new Problem('puzzle-wanted', undefined, { extra: { puzzle: pose(posing, bits) } });
}

/**
 * Whether a report is taken from where it comes, after what, and whether what it opens is kept from the public at first. Nobody who is known to us is
 * asked; a page without script cannot solve puzzles: what it sends is looked at instead.
 */
export async function admit(context: Context, { script }: { script: boolean }): Promise<{ held: boolean }> {
	const { db, actor, sender, network, sealed, now } = context;
	if (!sealed || network === undefined || actor.may('report.take') || actor.may('fault.read')) return { held: false };
	const verdict = verdictOn(await one<Standing>(db, standingSql(sender, network, now)), now);
	if (verdict.wait > 0) throw new Problem('too-many', undefined, { extra: { retryAfter: verdict.wait } });
	if (verdict.bits > 0 && script) mustHaveWorked(context, sealed, verdict);
	return { held: verdict.held || (verdict.bits > 0 && !script) };
}
