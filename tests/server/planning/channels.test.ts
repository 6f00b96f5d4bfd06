import { afterAll, expect, it } from 'vitest';
import { channels } from '../../../server/planning/reports/channels-and-languages.ts';
import { db } from '../../support/database.ts';

afterAll(() => db.destroy());

it('counts every channel that the table of reports lets in', async () => {
	const { rows } = await db.raw(
		"select pg_get_constraintdef(oid) as told from pg_constraint where conrelid = 'report'::regclass and conname = 'report_channel_check'",
	);
	const allowed = [...rows[0].told.matchAll(/'([\w-]+)'/g)].map(([, channel]: RegExpMatchArray) => channel);
	expect([...channels].sort()).toEqual(allowed.sort());
});
