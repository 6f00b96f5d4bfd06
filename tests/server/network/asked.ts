import type { Knex } from 'knex';
import { addPerson } from '../../../server/auth/index.ts';
import { undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';
import { layLadder } from './ladder.ts';

/** A test over the ladder asked by a member of staff who may read the register, or by nobody. */
export const over = (test: (asked: Asked, transaction: Knex) => Promise<void>, role: 'gis-officer' | 'moderator' | 'engineer' | null = 'gis-officer') =>
	undone(async (transaction) => {
		await layLadder(transaction);
		const asked = await serving(transaction);
		try {
			if (role) {
				await addPerson(transaction, { email: 'g@example.org', name: 'G', password: 'a-good-password', language: 'en', roles: [{ role }] });
				await asked.ask('POST', '/api/session', { email: 'g@example.org', password: 'a-good-password' });
			}
			await test(asked, transaction);
		} finally {
			await asked.close();
		}
	});

/** The numbers of assets. */
export const names = (those: readonly { reference: string }[]): string[] => those.map(({ reference }) => reference);
