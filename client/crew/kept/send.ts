import { addItemPhotos, endItem, keepTime, reopenItem, writeItem } from '../../../server/work/field/contract.ts';
import type { Order } from '../../../server/work/orders/contract.ts';
import { call } from '../../api/call.ts';
import { Problem } from '../../api/problem.ts';
import type { Act } from './act.ts';
import { fileOf } from './store.ts';

async function photosOf({ files }: Act): Promise<File[]> {
	const blobs = await Promise.all(files.map((id) => fileOf(id)));
	if (blobs.some((it) => it === undefined)) throw new Problem({ code: 'bad-photo' });
	return blobs.flatMap((it, at) => (it ? [new File([it], `${at}.jpg`, { type: it.type || 'image/jpeg' })] : []));
}

const itemOf = ({ item }: Act): number => item ?? 0;

/** Sends what was done, under the key and at the moment it was done; answers the order as it is now. Throws a `Problem`. */
export async function send(act: Act): Promise<Order> {
	const { deed, key } = act;
	const common = { at: new Date(act.at).toISOString(), language: act.language };
	const once = { idempotencyKey: key };
	if (deed.kind === 'time') return (await call(keepTime, { ...common, code: act.order, act: deed.act, kind: deed.time }, once)).order;
	const item = itemOf(act);
	if (deed.kind === 'write') {
		const { fields, measured } = deed;
		const input = { ...common, item, fields, tasks: [...deed.tasks], materials: [...deed.materials], ...(measured && { measured }) };
		return (await call(writeItem, input, once)).order;
	}
	if (deed.kind === 'photos') {
		// The photos are parts of the form, not of the contract's words.
		const input = { ...common, item, moment: deed.moment, ...(deed.stand && { stand: deed.stand }), photos: await photosOf(act) };
		return (await call(addItemPhotos, input as unknown as Parameters<typeof call<typeof addItemPhotos.input, typeof addItemPhotos.output>>[1], once)).order;
	}
	if (deed.kind === 'reopen') return (await call(reopenItem, { item, language: common.language }, once)).order;
	const { outcome, stand, reason, until } = deed;
	return (await call(endItem, { ...common, item, outcome, ...(stand && { stand }), ...(reason && { reason }), ...(until && { until }) }, once)).order;
}
