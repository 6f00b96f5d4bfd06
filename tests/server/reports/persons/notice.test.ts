import { afterAll, describe, expect, it } from 'vitest';
import { dropUnwanted, retain } from '../../../../server/reports/index.ts';
import { db, undone } from '../../../support/database.ts';
import { serving } from '../../../support/server.ts';
import { lonLat } from '../../../support/town.ts';

interface Notice {
	version: string;
	language: string;
	sections: { id: string; text: string }[];
}

const lamp = { mode: 'street-light.out', method: 'gnss', accuracy: 4, language: 'af' };

afterAll(() => db.destroy());

describe('the notice on personal information', () => {
	it(
		'says in each language what is kept how long, from the municipality’s own settings',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			const read = async (language: string) => (await ask<Notice>('GET', `/api/notice?language=${language}`)).body;
			const usual = await Promise.all(['en', 'af', 'xh'].map(read));
			for (const { sections } of usual) {
				expect(sections.map(({ id }) => id)).toEqual(['what', 'why', 'sees', 'long', 'rights', 'who']);
				expect(JSON.stringify(sections)).not.toMatch(/[{}]\w+\}/);
				expect(sections.find(({ id }) => id === 'long')?.text).toContain('12');
				expect(sections.find(({ id }) => id === 'who')?.text).toContain('help@example.org');
			}
			expect(new Set(usual.map(({ version }) => version)).size).toBe(3);
			await transaction('municipality').update({ privacy: JSON.stringify({ identityMonths: 6, officer: { email: 'io@example.org' } }) });
			const changed = await read('en');
			expect(changed.sections.find(({ id }) => id === 'long')?.text).toContain('Until 6 months');
			expect(changed.sections.find(({ id }) => id === 'who')?.text).toContain('io@example.org');
			expect(changed.version).not.toBe(usual[0]?.version);
			await close();
		}),
	);

	it(
		'is kept in the wording after which somebody agreed, with what they agreed to',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			const at = await lonLat(transaction, 311070, 6265005);
			await ask('POST', '/api/reports', { ...lamp, ...at, email: 'a@example.org', words: 'Donker', publicWords: true });
			await ask('POST', '/api/reports', { ...lamp, ...at });
			const rows = await transaction('consent')
				.join('notice_text', (on) => on.on('notice_text.version', 'consent.version').andOn('notice_text.language', 'consent.language'))
				.orderBy('consent.id');
			expect(rows.map(({ kind, language }) => ({ kind, language }))).toEqual([
				{ kind: 'contact', language: 'af' },
				{ kind: 'public-words', language: 'af' },
			]);
			expect(rows[0].body).toContain('Van jou toestel');
			await close();
		}),
	);
});

describe('those whose faults have long been over', () => {
	it(
		'are forgotten by themselves; who waits, and whose fault was over lately, is not',
		undone(async (transaction) => {
			const { ask, close } = await serving(transaction);
			const told = async (x: number, email: string): Promise<string> => {
				const { body } = await ask<{ fault: string }>('POST', '/api/reports', {
					...lamp,
					...(await lonLat(transaction, x, 6265005)),
					email,
					words: `from ${email}`,
				});
				return body.fault;
			};
			const [old, lately] = [await told(311070, 'old@example.org'), await told(311140, 'lately@example.org')];
			await told(311210, 'waiting@example.org');
			await transaction('contact').update({ created_at: transaction.raw("now() - interval '3 years'") });
			for (const [code, months] of [
				[old, 13],
				[lately, 11],
			] as const)
				await transaction('fault')
					.where({ code })
					.update({ state: 'closed', closed_at: transaction.raw(`now() - interval '${months} months'`) });
			expect(await retain(transaction)).toBe(1);
			expect(await retain(transaction)).toBe(0);
			expect((await transaction('contact').whereNotNull('email').orderBy('id').pluck('email')).sort()).toEqual(['lately@example.org', 'waiting@example.org']);
			expect(await transaction('report').where('words', 'like', '%old@%')).toEqual([]);
			expect(await transaction('erasure').pluck('asked')).toEqual(['retention']);
			expect(await dropUnwanted(transaction, { keep: async () => '', path: () => '', drop: async () => undefined, sweep: async () => 0 })).toBe(0);
			await transaction('municipality').update({ privacy: JSON.stringify({ identityMonths: 6 }) });
			expect(await retain(transaction)).toBe(1);
			await close();
		}),
	);
});
