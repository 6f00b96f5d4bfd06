import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import { sweepClocks, windStale } from '../../../server/faults/index.ts';
import { escalationSubscriptions, sendEscalations } from '../../../server/notify/index.ts';
import { dealOut, doOne } from '../../../server/platform/jobs.ts';
import type { Mail } from '../../../server/platform/mail.ts';
import { NotSent } from '../../../server/platform/mail.ts';
import { db, undone } from '../../support/database.ts';
import { addFault } from './town.ts';

afterAll(() => db.destroy());

describe('the mail about what is late', () => {
	it(
		'tells whoever has a fault first, then the office of the department, all that waits in one mail; a mail server that is away is tried again',
		undone(async (it) => {
			const person = await addPerson(it, {
				email: 'has-it@example.org',
				name: 'H',
				password: 'a-good-password',
				language: 'af',
				roles: [{ role: 'engineer' }],
			});
			await it('department').where({ code: 'electricity' }).update({ email: 'office@example.org' });
			const ago = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
			const early = await addFault(it, { first_report_at: ago(1), state: 'reported', person_id: person.id });
			const late = await Promise.all([1, 2].map(() => addFault(it, { first_report_at: ago(1), state: 'reported' })));
			await windStale(it);
			await it('fault')
				.where({ id: early })
				.update({ first_report_at: ago(130) });
			await it('fault')
				.whereIn('id', late)
				.update({ first_report_at: ago(200) });
			await windStale(it);
			await sweepClocks(it);
			await dealOut(it, escalationSubscriptions);
			while (await doOne(it, escalationSubscriptions));
			const sent: Mail[] = [];
			const away = { send: async () => Promise.reject(new NotSent('down', false)) };
			expect(await sendEscalations(it, away, 'https://x')).toBeGreaterThan(0);
			await it('escalation_letter').update({ retry_at: ago(1) });
			expect(await sendEscalations(it, { send: async (mail) => void sent.push(mail) }, 'https://x')).toBe(2);
			const to = new Map(sent.map((mail) => [mail.to, mail]));
			expect([...to.keys()].sort()).toEqual(['has-it@example.org', 'office@example.org']);
			expect(to.get('has-it@example.org')?.subject).toBe('Foute wat aandag benodig: 1');
			expect(to.get('office@example.org')?.subject).toBe('Faults that need attention: 2');
			expect(to.get('office@example.org')?.text).toMatch(/100 % of the time/);
			expect(await it('escalation_letter').whereNot({ state: 'sent' })).toEqual([]);
			expect(await sendEscalations(it, undefined, 'https://x')).toBe(0);
		}),
	);
});
