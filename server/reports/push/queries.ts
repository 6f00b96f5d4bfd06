import type { PushDevice } from '../../platform/push.ts';
import { type Sql, sql } from '../../platform/sql.ts';

const mostDevices = 8;

/** Keeps a browser with a contact: the latest few of them. */
export const keepDeviceSql = (contactId: number, { endpoint, p256dh, auth }: PushDevice): Sql => sql`
	with crowded as (
		delete from push_device
		where push_device.id in (select old.id from push_device as old where old.contact_id = ${contactId} and old.endpoint <> ${endpoint}
		                         order by old.id desc offset ${mostDevices - 1}::int))
	insert into push_device (contact_id, endpoint, p256dh, auth) values (${contactId}, ${endpoint}, ${p256dh}, ${auth})
	on conflict on constraint push_device_once do update set p256dh = excluded.p256dh, auth = excluded.auth, at = now()`;

export const dropDeviceSql = (contactId: number | null, endpoint: string): Sql => sql`
	delete from push_device where push_device.contact_id = ${contactId}::bigint and push_device.endpoint = ${endpoint}`;
