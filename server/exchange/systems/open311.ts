import * as z from 'zod/mini';
import {
	ask,
	type Change,
	type Connection,
	type Foreign,
	momentOf,
	post,
	Refused,
	rowsWith,
	type Said,
	textOf,
	troubleOf,
	Unwell,
	workSystem,
} from './index.ts';

const batch = 50;
const day = 86_400_000;

const foreignOf = ({ settings, key, signal }: Connection): Foreign => {
	const url = settings['endpoint'] ?? '';
	return { endpoint: url.endsWith('/') ? url : `${url}/`, jurisdiction: settings['jurisdiction'] || null, key, format: 'json', signal };
};

function checked<T extends { status: number; answer: Parameters<typeof rowsWith>[0]; modified: string | null }>(answered: T): T {
	if (answered.status < 300) return answered;
	throw answered.status >= 400 && answered.status < 500 && ![408, 425, 429].includes(answered.status)
		? new Refused(troubleOf(answered))
		: new Unwell(troubleOf(answered));
}

const w3c = (at: Date): string => at.toISOString().replace(/\.\d+/, '');

/** What was posted may have arrived though no answer came: it is found by our link in its words. */
async function arrived(change: Change, it: Connection): Promise<string | undefined> {
	const query = { service_code: it.settings['service'] ?? '', start_date: w3c(new Date(it.now.getTime() - 90 * day)) };
	const { answer } = checked(await ask(foreignOf(it), 'requests', { query }));
	return textOf(
		rowsWith(answer, ['service_request_id']).find((row) => textOf(row, 'description')?.includes(change.fault.link)),
		'service_request_id',
	);
}

const placeOf = ({ asset, chainage, fault }: Change): string => [asset, chainage, fault.street].filter((part) => part !== null).join(', ');

async function open(change: Change, it: Connection): Promise<string> {
	const { point, link } = change.fault;
	const fields = {
		...{ service_code: it.settings['service'] ?? '', lat: point?.lat.toFixed(6), long: point?.lon.toFixed(6), address_string: placeOf(change) || undefined },
		...{ description: `${change.title}\n\n${placeOf(change)}\n\n${link}\n`, 'attribute[external_id]': change.id },
		...{ 'attribute[asset_id]': change.asset ?? undefined, 'attribute[chainage]': change.chainage?.toString() },
	};
	const { answer } = checked(await post(foreignOf(it), 'requests', fields));
	const number = textOf(rowsWith(answer, ['service_request_id'])[0], 'service_request_id');
	if (number === undefined) throw new Unwell('Its answer names no number.');
	return number;
}

/** Later changes go as updates of the request, under an id that is the same each time. */
async function update(change: Change, remoteId: string, it: Connection): Promise<void> {
	const words = [
		change.title,
		placeOf(change),
		change.previousAsset && `← ${change.previousAsset}`,
		change.mergedInto && `→ ${change.mergedInto.remoteId ?? change.mergedInto.id}`,
	];
	const fields = {
		...{ service_request_id: remoteId, update_id: `${change.id}-${change.version}`, status: change.state, updated_datetime: w3c(it.now) },
		...{ description: words.filter(Boolean).join('\n'), 'attribute[asset_id]': change.asset ?? undefined, 'attribute[chainage]': change.chainage?.toString() },
	};
	checked(await post(foreignOf(it), 'servicerequestupdates', fields));
}

/** A work system that speaks Open311 GeoReport v2, with the updates that such servers have added to it. */
export default workSystem({
	id: 'open311',
	settings: {
		endpoint: z.string().check(z.regex(/^https?:\/\/[^\s?#]+$/, 'An address begins with https:// and holds no ? or #.')),
		jurisdiction: z._default(z.string().check(z.maxLength(200)), ''),
		service: z.string().check(z.minLength(1), z.maxLength(200)),
	},
	keyed: true,
	states: {
		confirmed: 'open',
		scheduled: 'action_scheduled',
		'in-progress': 'in_progress',
		'made-safe': 'in_progress',
		waiting: 'in_progress',
		fixed: 'fixed',
		closed: 'closed',
		merged: 'duplicate',
		rejected: 'closed',
		'not-ours': 'closed',
		'no-fault-found': 'no_further_action',
		'cannot-now': 'no_further_action',
	},
	back: { action_scheduled: 'scheduled', in_progress: 'in-progress', fixed: 'fixed' },
	async push(change, it) {
		const known = change.remoteId ?? (change.sentBefore ? await arrived(change, it) : undefined);
		if (known === undefined) return { remoteId: await open(change, it) };
		await update(change, known, it);
		return { remoteId: known };
	},
	async pull(_since, it) {
		const known = await it.known();
		const said: Said[] = [];
		for (let from = 0; from < known.length; from += batch) {
			const numbers = known.slice(from, from + batch).map(({ remoteId }) => remoteId);
			const { answer } = checked(await ask(foreignOf(it), 'requests', { query: { service_request_id: numbers.join(','), extensions: 'true' } }));
			for (const row of rowsWith(answer, ['service_request_id'])) {
				const remoteId = textOf(row, 'service_request_id') ?? '';
				if (!numbers.includes(remoteId)) continue;
				said.push({
					id: null,
					remoteId,
					state: textOf(row, 'status')?.toLowerCase() ?? null,
					at: momentOf(textOf(row, 'updated_datetime')),
					version: null,
					seen: null,
				});
			}
		}
		return said;
	},
});
