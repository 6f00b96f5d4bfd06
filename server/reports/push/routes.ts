import { type Context, mustBeWelcome } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, Problem } from '../../platform/problem.ts';
import type { PushKeys } from '../../platform/push.ts';
import { all } from '../../platform/sql.ts';
import { holder } from '../tracked.ts';
import { hearByPush, readPushKey, stopPush } from './contract.ts';
import { dropDeviceSql, keepDeviceSql } from './queries.ts';

/** The push services of the browsers there are. The address comes from whoever asks, and we send to it: to no other host. */
const services = ['fcm.googleapis.com', 'android.googleapis.com', '.push.services.mozilla.com', '.push.apple.com', '.notify.windows.com'];

const isService = (endpoint: string, own: readonly string[]): boolean => {
	const { protocol, hostname, port, username } = new URL(endpoint);
	return (
		protocol === 'https:' &&
		port === '' &&
		username === '' &&
		[...services, ...own].some((it) => (it.startsWith('.') ? hostname.endsWith(it) : hostname === it))
	);
};

interface Pushing {
	keys: PushKeys;
	/** Push services of the municipality's own choosing. */
	hosts: readonly string[];
}

/** Answers whoever wants to hear in their browser, and whoever no longer does. */
export function pushRoutes(serve: Serve<Context>, { keys, hosts }: Pushing): void {
	serve(readPushKey, () => ({ key: keys.publicKey }));
	serve(hearByPush, async (context, { tracking, ...device }) => {
		await mustBeWelcome(context, {});
		if (!isService(device.endpoint, hosts)) throw badField('endpoint', 'Not a push service that is known here.');
		const { contactId } = await holder(context, tracking);
		if (contactId === null) throw new Problem('wrong-state', 'Nobody is told by this link.');
		await all(context.db, keepDeviceSql(contactId, device));
		return { hears: true };
	});
	serve(stopPush, async (context, { tracking, endpoint }) => {
		await all(context.db, dropDeviceSql((await holder(context, tracking)).contactId, endpoint));
		return { hears: false };
	});
}
