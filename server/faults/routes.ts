import { type Context, tryRules, tryStandards } from '../municipality/index.ts';
import type { Serve } from '../platform/http.ts';
import { snapAnswer } from './answer.ts';
import { calibrationRoutes } from './calibration/routes.ts';
import { causeRoutes } from './causes/routes.ts';
import { assign, link, undo } from './change.ts';
import { assignFault, assignFaults, linkFault, mergeFault, recategoriseFault, undoFault, undoFaults, unmergeFault } from './changes/contract.ts';
import { readFaultClocks } from './clocks/contract.ts';
import { previewStandards } from './clocks/preview.ts';
import { faultClocks } from './clocks/show.ts';
import { type DeskFault, deskFaults, listFaults, snapPin } from './contract.ts';
import { knownAt } from './known/known.ts';
import { assignMany, undoMany } from './many.ts';
import { merge, unmerge } from './merge.ts';
import { orderFault, readStanding } from './order/contract.ts';
import { order, standing } from './order/order.ts';
import { publicFaults, queue } from './queue.ts';
import { recategorise } from './recategorise.ts';
import { dryRun } from './routing/dry-run.ts';
import { deskRow, deskView } from './show.ts';
import { snap } from './snap.ts';
import { changeView, readViews, saveView } from './views/contract.ts';
import { changeOwn, save, views } from './views/views.ts';
import { within } from './within.ts';

/** Answers questions about faults, and lets staff change them. Moves are answered by reports, which keep the words that go with them. */
export function routes(serve: Serve<Context>): void {
	serve(snapPin, async (context, { mode, language, ...pin }) => {
		const snapped = await snap(context, mode, pin);
		return snapAnswer(snapped, context, { language, known: await knownAt(context, { mode, language, ...pin }) });
	});
	causeRoutes(serve);
	calibrationRoutes(serve);
	serve(listFaults, publicFaults);
	serve(deskFaults, queue);
	serve(tryRules, dryRun);
	serve(readFaultClocks, faultClocks);
	serve(tryStandards, previewStandards);
	serve(assignFault, async (context, it) => {
		await within(context, it.code, assignFault.access);
		await assign(context, it);
		return changed(context, it);
	});
	serve(mergeFault, async (context, it) => {
		for (const code of [it.code, it.into]) await within(context, code, mergeFault.access);
		await merge(context, it.code, it.into);
		return changed(context, it);
	});
	serve(unmergeFault, async (context, it) => {
		await within(context, it.code, unmergeFault.access);
		await unmerge(context, it.code);
		return changed(context, it);
	});
	serve(undoFault, async (context, it) => {
		await within(context, it.code, undoFault.access);
		await undo(context, it.code);
		return changed(context, it);
	});
	serve(assignFaults, assignMany);
	serve(undoFaults, undoMany);
	serveViews(serve);
	serve(readStanding, standing);
	serve(orderFault, async (context, it) => {
		await order(context, it);
		return changed(context, it);
	});
	serveWhatItIs(serve);
}

/** What a fault is, and on what. */
function serveWhatItIs(serve: Serve<Context>): void {
	serve(recategoriseFault, async (context, it) => {
		await within(context, it.code, recategoriseFault.access);
		await recategorise(context, it);
		return changed(context, it);
	});
	serve(linkFault, async (context, it) => {
		await within(context, it.code, linkFault.access);
		await link(context, it);
		return changed(context, it);
	});
}

function serveViews(serve: Serve<Context>): void {
	serve(readViews, views);
	serve(saveView, async (context, it) => {
		await save(context, it);
		return views(context);
	});
	serve(changeView, async (context, it) => {
		await changeOwn(context, it);
		return views(context);
	});
}

/** A fault after a change, as the desk sees it. */
async function changed(context: Context, { code, language }: { code: string; language: string }): Promise<{ fault: DeskFault }> {
	return { fault: deskView(await deskRow(context, code), language) };
}
