import type { Knex } from 'knex';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../../server/auth/index.ts';
import type { BrandSettings, EmergencySettings, MoneySettings, PrivacySettings } from '../../../server/municipality/settings/contract.ts';
import { db, undone } from '../../support/database.ts';
import { type Asked, serving } from '../../support/server.ts';

afterAll(() => db.destroy());

const emergency = '/api/desk/settings/emergency';
const privacy = '/api/desk/settings/privacy';

const asked = (test: (it: { transaction: Knex; admin: Asked }) => Promise<void>) =>
	undone(async (transaction) => {
		const admin = await serving(transaction);
		await addPerson(transaction, { email: 'admin@example.org', name: 'A', password: 'a-good-password', language: 'en', roles: [{ role: 'administrator' }] });
		await addPerson(transaction, { email: 'eng@example.org', name: 'E', password: 'a-good-password', language: 'en', roles: [{ role: 'engineer' }] });
		await admin.ask('POST', '/api/session', { email: 'admin@example.org', password: 'a-good-password' });
		await test({ transaction, admin });
		await admin.close();
	});

const read = async <T>({ ask }: Asked, path: string): Promise<T> => (await ask<T>('GET', path)).body;

describe('what people in danger are told', () => {
	it(
		'is written by administrators, holds from then on, and comes back exactly as it was',
		asked(async ({ transaction, admin }) => {
			const before = await read<EmergencySettings>(admin, emergency);
			const wish = {
				...before,
				phone: '0800 222 333',
				text: { en: 'Stay away from it.' },
				afterHours: { en: 'At night: phone twice.', af: ' ' },
				wards: [],
				words: { en: ['goose'] },
			};
			const { status, body: now } = await admin.ask<EmergencySettings>('PUT', emergency, wish);
			expect([status, now.phone, now.text, now.afterHours, now.words]).toEqual([
				200,
				'0800 222 333',
				{ en: 'Stay away from it.' },
				{ en: 'At night: phone twice.' },
				{ en: ['goose'] },
			]);
			const stored = (await transaction('municipality').first()).emergency;
			expect(stored).toMatchObject({ phone: '0800 222 333', words: { en: ['goose'] } });
			expect((await transaction('event').orderBy('id', 'desc').first()).details).toEqual({ setting: 'emergency' });
			const { body: again } = await admin.ask<EmergencySettings>('PUT', emergency, { ...before, version: now.version });
			expect({ ...again, version: '' }).toEqual({ ...before, version: '' });
		}),
	);

	it(
		'is refused with the field that is wrong, and changes nothing',
		asked(async ({ admin }) => {
			const it = await read<EmergencySettings>(admin, emergency);
			const wrong = async (part: object) => {
				const { status, body } = await admin.ask<{ errors: { path: string }[] }>('PUT', emergency, { ...it, ...part });
				return [status, body.errors.map(({ path }) => path)];
			};
			expect(await wrong({ phone: 'the fire brigade' })).toEqual([400, ['phone']]);
			expect(await wrong({ email: 'nobody' })).toEqual([400, ['email']]);
			expect(await wrong({ text: { en: '  ' } })).toEqual([400, ['text.en']]);
			expect(await wrong({ calendar: 'full moon' })).toEqual([400, ['calendar']]);
			expect(await wrong({ wards: [{ code: 'nowhere', phone: null, text: { en: 'x' } }] })).toEqual([400, ['wards']]);
			expect(await read(admin, emergency)).toEqual(it);
		}),
	);

	it(
		'is not overwritten by who read it before somebody else changed it, nor by anybody but administrators',
		asked(async ({ transaction, admin }) => {
			const it = await read<EmergencySettings>(admin, emergency);
			expect((await admin.ask('PUT', emergency, { ...it, phone: '080 1' })).status).toBe(200);
			expect((await admin.ask('PUT', emergency, { ...it, phone: '080 2' })).status).toBe(409);
			const engineer = await serving(transaction);
			expect((await engineer.ask('GET', emergency)).status).toBe(401);
			await engineer.ask('POST', '/api/session', { email: 'eng@example.org', password: 'a-good-password' });
			expect((await engineer.ask('GET', emergency)).status).toBe(403);
			expect((await engineer.ask('PUT', privacy, {})).status).toBe(403);
			await engineer.close();
		}),
	);
});

describe('how personal information is treated', () => {
	it(
		'is written by administrators, keeps what else is said of it, and an empty field means as usual',
		asked(async ({ transaction, admin }) => {
			await transaction('municipality').update({ privacy: JSON.stringify({ texts: { en: { why: 'Because.' } } }) });
			const before = await read<PrivacySettings>(admin, privacy);
			expect(before).toMatchObject({ identityMonths: null, originalDays: null, moderateFirst: false, officer: { name: '', email: null, phone: null } });
			const wish = { ...before, identityMonths: 6, moderateFirst: true, officer: { name: 'Ms Adams', email: 'privacy@example.org', phone: null } };
			const { body: now } = await admin.ask<PrivacySettings>('PUT', privacy, wish);
			expect(now).toMatchObject({ identityMonths: 6, originalDays: null, moderateFirst: true, officer: { name: 'Ms Adams' } });
			const stored = (await transaction('municipality').first()).privacy;
			expect(stored).toEqual({
				texts: { en: { why: 'Because.' } },
				identityMonths: 6,
				moderateFirst: true,
				officer: { name: 'Ms Adams', email: 'privacy@example.org' },
			});
			expect(JSON.stringify((await transaction('event').orderBy('id', 'desc').first()).details)).not.toContain('Adams');
			const { body: again } = await admin.ask<PrivacySettings>('PUT', privacy, { ...before, version: now.version });
			expect({ ...again, version: '' }).toEqual({ ...before, version: '' });
			expect((await admin.ask('PUT', privacy, { ...again, identityMonths: 0 })).status).toBe(400);
		}),
	);
});

describe('when the financial year begins', () => {
	it(
		'is said by administrators, holds for everybody at once, and comes back as it was; nobody overwrites what they have not seen',
		asked(async ({ transaction, admin }) => {
			const path = '/api/desk/settings/money';
			const before = await read<MoneySettings>(admin, path);
			expect(before.financialYearMonth).toBe(7);
			const { status, body: now } = await admin.ask<MoneySettings>('PUT', path, { ...before, financialYearMonth: 4, vatPercent: 15.5 });
			expect([status, now.financialYearMonth, now.vatPercent]).toEqual([200, 4, 15.5]);
			expect((await transaction('municipality').first()).financial_year_month).toBe(4);
			expect((await transaction('event').orderBy('id', 'desc').first()).details).toEqual({ setting: 'money' });
			expect((await admin.ask('PUT', path, { ...before, financialYearMonth: 3 })).status).toBe(409);
			expect((await admin.ask('PUT', path, { ...now, financialYearMonth: 13 })).status).toBe(400);
			expect((await admin.ask<MoneySettings>('PUT', path, { ...before, version: now.version })).body).toEqual(before);
		}),
	);
});

describe('name and looks', () => {
	it(
		'are written by administrators: the logo is drawn anew, small and bare, and comes back exactly; what is no picture is refused',
		asked(async ({ transaction, admin }) => {
			const path = '/api/desk/settings/brand';
			const before = await read<BrandSettings>(admin, path);
			const photo = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#804020' } })
				.withExif({ IFD0: { Artist: 'Somebody' } })
				.jpeg()
				.toBuffer();
			const logo = `data:image/jpeg;base64,${photo.toString('base64')}`;
			const { status, body: now } = await admin.ask<BrandSettings>('PUT', path, { ...before, name: 'Nuweveld', colour: '#7a1f5c', logo });
			expect([status, now.name, now.colour]).toEqual([200, 'Nuweveld', '#7a1f5c']);
			const kept = Buffer.from(now.logo?.split(',')[1] ?? '', 'base64');
			expect(await sharp(kept).metadata()).toMatchObject({ format: 'webp', width: 256, height: 85 });
			expect(kept.includes('Somebody')).toBe(false);
			expect((await transaction('municipality').first()).name).toBe('Nuweveld');

			const away = await admin.ask<BrandSettings>('PUT', path, { ...before, version: now.version });
			const again = await admin.ask<BrandSettings>('PUT', path, { ...now, version: away.body.version });
			expect({ ...again.body, version: '' }).toEqual({ ...now, version: '' });

			const wrong = (change: Partial<BrandSettings>) => admin.ask<{ errors: { path: string }[] }>('PUT', path, { ...again.body, ...change });
			for (const change of [{ name: ' ' }, { colour: 'red' }, { logo: 'data:image/svg+xml;base64,PHN2Zz4=' }, { logo: 'data:image/png;base64,AAAA' }])
				expect((await wrong(change)).body.errors).toMatchObject([{ path: Object.keys(change)[0] }]);
		}),
	);
});
