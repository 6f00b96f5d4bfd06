import type { Context } from '../../municipality/index.ts';
import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { all } from '../../platform/sql.ts';
import { forget, heldOf } from '../holds/forget.ts';
import { askForData, eraseMyData, erasePerson, findPerson, readErasures, readMyData, readNotice } from './contract.ts';
import { type Counts, counted } from './erase.ts';
import { noticeOf } from './notice/notice.ts';
import { erasuresSql, waitingSql } from './queries.ts';
import { askFor } from './request.ts';
import { whoseAbout, whoseProof } from './whose.ts';

interface ErasureRow {
	code: string;
	asked: string;
	at: Date;
	by: string | null;
	counts: Counts;
}

/** Answers people who want to know what is held of them, or to be forgotten; and staff who do it for them. */
export function persons(serve: Serve<Context>): void {
	serve(readNotice, (context, { language }) => noticeOf(context, language));
	serve(askForData, async (context, wish) => {
		await askFor(context, wish);
		return { asked: true };
	});
	serve(readMyData, async (context, proof) => {
		const { whose, wish } = await whoseProof(context, proof);
		return { counts: await counted(context.db, whose), wish, held: await heldOf(context.db, whose, context.town.municipality.prefix) };
	});
	serve(eraseMyData, async (context, proof) => {
		const { whose, asked } = await whoseProof(context, proof);
		return forget(context.db, whose, { asked, personId: null, prefix: context.town.municipality.prefix });
	});
	serve(findPerson, async (context, { about }) => {
		const whose = await whoseAbout(context, about);
		await happened(context.db, { kind: 'contact.seen', personId: context.actor.personId });
		return { counts: await counted(context.db, whose), held: await heldOf(context.db, whose, context.town.municipality.prefix) };
	});
	serve(erasePerson, async (context, { about }) =>
		forget(context.db, await whoseAbout(context, about), { asked: 'staff', personId: context.actor.personId, prefix: context.town.municipality.prefix }),
	);
	serve(readErasures, async ({ db }) => {
		const erasures = await all<ErasureRow>(db, erasuresSql);
		const waiting = await all<{ wish: string; at: Date; state: string }>(db, waitingSql);
		return {
			erasures: erasures.map((it) => ({ ...it, at: it.at.toISOString() })),
			waiting: waiting.map((it) => ({ ...it, at: it.at.toISOString() })),
		};
	});
}
