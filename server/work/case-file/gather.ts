import { createHash } from 'node:crypto';
import { deskRow, faultClocks } from '../../faults/index.ts';
import type { Context, Town } from '../../municipality/index.ts';
import { all, one } from '../../platform/sql.ts';
import { holdsOfFault, withoutPersonal } from '../../reports/index.ts';
import { readCaseWith, readTimeline } from '../case.ts';
import type { AssetTimeline, Case } from '../contract.ts';
import type { Order } from '../orders/contract.ts';
import { withinSql } from '../orders/queries.ts';
import { departmentsOf, shownOrder } from '../orders/show.ts';
import { mostEntries } from './contract.ts';
import {
	type Drawn,
	type Entry,
	type Frame,
	frameSql,
	type Letter,
	lettersSql,
	logSql,
	orderCodesSql,
	type Picture,
	picturesSql,
	type Remark,
	remarksSql,
	sketchSql,
} from './queries.ts';

/** All that a case file tells. */
export interface CaseFile {
	town: Town;
	language: string;
	/** Whether it holds contact details, exact pins and whole photos. */
	contacts: boolean;
	now: Date;
	by: string;
	it: Case;
	history: AssetTimeline | null;
	clocks: Awaited<ReturnType<typeof faultClocks>>;
	orders: Order[];
	holds: { ground: string; until: string }[];
	remarks: Remark[];
	letters: Letter[];
	pictures: Picture[];
	log: Entry[];
	frame: Frame;
	sketch: Drawn[];
	/** SHA-256 of what is told. */
	hash: string;
}

/** How much wider than high the sketch is. */
export const sketchShape = 1.7;

/** A frame made wider or higher around its middle, until it has the shape of the sketch. */
export function shaped({ west, south, east, north }: Frame): Frame {
	const [width, height] = [east - west, north - south];
	const [wide, high] = [Math.max(width, height * sketchShape), Math.max(height, width / sketchShape)];
	const [x, y] = [(west + east) / 2, (south + north) / 2];
	return { west: x - wide / 2, south: y - high / 2, east: x + wide / 2, north: y + high / 2 };
}

const cleaned = (words: string): string => withoutPersonal(words).text;

/** A case without what leads to those who reported. */
const discreet = (it: Case): Case => ({
	...it,
	reports: it.reports.map((report) => ({
		...report,
		words: cleaned(report.words),
		answers: Object.fromEntries(Object.entries(report.answers).map(([id, answer]) => [id, typeof answer === 'string' ? cleaned(answer) : answer])),
		reporter: null,
	})),
});

const discreetRemark = (it: Remark): Remark => ({ ...it, words: it.staff === null ? (it.publicWords ?? cleaned(it.words)) : it.words, resident: null });

async function ordersOf(context: Context, faultId: number, language: string): Promise<Order[]> {
	const codes = await all<{ code: string }>(context.db, orderCodesSql(faultId, withinSql(departmentsOf(context, 'fault.read'))));
	const orders: Order[] = [];
	for (const { code } of codes) orders.push((await shownOrder(context, { code, language })).order);
	return orders;
}

/** The links in messages open what only their reader may open: they are never told. */
const withoutLinks = (body: string, instead: string): string => body.replace(/https?:\/\/\S+/g, instead);

interface Wish {
	code: string;
	language: string;
	contacts: boolean;
}

async function told(context: Context, { code, language, contacts }: Wish) {
	const { db } = context;
	const { id } = await deskRow(context, code);
	const it = await readCaseWith(context, { code, language, contacts });
	const orders = await ordersOf(context, id, language);
	const remarks = await all<Remark>(db, remarksSql(id));
	const letters = (await all<Letter>(db, lettersSql(id))).map((one) => ({ ...one, body: one.body && withoutLinks(one.body, '[…]') }));
	return {
		it: contacts ? it : discreet(it),
		history: it.asset ? await readTimeline(context, { reference: it.asset.reference, language }) : null,
		holds: (await holdsOfFault(db, id)).map(({ ground, until }) => ({ ground, until })),
		clocks: await faultClocks(context, { code }),
		orders,
		remarks: contacts ? remarks : remarks.map(discreetRemark),
		letters: contacts ? letters : letters.map((one) => ({ ...one, to: null, body: one.body && cleaned(one.body) })),
		pictures: await all<Picture>(db, picturesSql(id)),
		log: await all<Entry>(
			db,
			logSql(
				id,
				orders.map((one) => one.code),
				mostEntries,
			),
		),
	};
}

/** Gathers all that is known of a fault: with contact details, or so that nobody who reported can be found by it. */
export async function gather(context: Context, wish: Wish): Promise<CaseFile> {
	const { db, town, now, actor } = context;
	const content = await told(context, wish);
	const { id } = await deskRow(context, wish.code);
	const frame = shaped(await one<Frame>(db, frameSql(id, wish.contacts)));
	return {
		...content,
		town,
		language: wish.language,
		contacts: wish.contacts,
		now,
		by: actor.name,
		frame,
		sketch: await all<Drawn>(db, sketchSql(id, frame, wish.contacts)),
		hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
	};
}
