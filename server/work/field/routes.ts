import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import type { Order } from '../orders/contract.ts';
import { crewsOrder } from '../orders/show.ts';
import { addItemPhotos, endItem, keepTime, readRun, reopenItem, writeItem } from './contract.ts';
import { end, reopen } from './end.ts';
import { addPhotos, writeFound } from './item.ts';
import { readMyRun } from './run.ts';
import { keepTheTime } from './time.ts';

/** Answers crews. */
export function routes(serve: Serve<Context>): void {
	const after =
		<T, R extends { order: string }>(act: (context: Context, it: T) => Promise<R>) =>
		async (context: Context, it: T & { language: string }): Promise<Omit<R, 'order'> & { order: Order }> => {
			const done = await act(context, it);
			return { ...done, ...(await crewsOrder(context.db, { code: done.order, language: it.language })) };
		};
	serve(readRun, readMyRun);
	serve(keepTime, after(keepTheTime));
	serve(writeItem, after(writeFound));
	serve(addItemPhotos, after(addPhotos));
	serve(endItem, after(end));
	serve(reopenItem, after(reopen));
}
