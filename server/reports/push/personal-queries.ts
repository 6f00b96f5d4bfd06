import { sql } from '../../platform/sql.ts';
import { contacts, type PersonalTable } from '../persons/whose-queries.ts';

/** The browsers on which somebody hears. */
export const pushTables: readonly PersonalTable[] = [
	{
		table: 'push_device',
		columns: ['endpoint', 'p256dh', 'auth'],
		theirs: (whose) => sql`it.contact_id = ${contacts(whose)}`,
		erase: (whose) => sql`delete from push_device where push_device.contact_id = ${contacts(whose)} returning true`,
		untold: ['p256dh', 'auth'],
	},
];
