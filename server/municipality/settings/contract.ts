import * as z from 'zod/mini';
import { count, endpoint, Nothing, Words } from '../../platform/contract.ts';

const phone = z.string().check(z.trim(), z.regex(/^\+?[\d ()-]{3,24}$/, 'A telephone number: digits, spaces and a + before them.'));
const mail = z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'This is no e-mail address.'));
const version = z.string().check(z.maxLength(40));
const word = z.string().check(z.trim(), z.minLength(2), z.maxLength(60));

/** Whom somebody in danger is told to phone, and what they are told. */
const emergency = {
	phone,
	email: z.nullable(mail),
	text: Words,
	/** What holds instead while the offices are closed; empty: the same. */
	afterHours: Words,
	/** The calendar that says when they are open. */
	calendar: z.string().check(z.maxLength(40)),
	wards: z.array(z.object({ code: z.string().check(z.maxLength(40)), phone: z.nullable(phone), text: Words })).check(z.maxLength(500)),
	/** Words that make an emergency of a report beside those that everybody knows, by language. */
	words: z.record(z.string(), z.array(word).check(z.maxLength(200))),
};

export const EmergencySettings = z.object({ ...emergency, calendars: z.array(z.string()), version: z.string() });
export type EmergencySettings = z.infer<typeof EmergencySettings>;

const EmergencyWish = z.object({ ...emergency, version });
export type EmergencyWish = z.infer<typeof EmergencyWish>;

/** How personal information is treated; null: as usual. */
const privacy = {
	/** Who reported is forgotten so many months after the last of their faults is over. */
	identityMonths: z.nullable(count(1, 120)),
	/** Photos as they were sent are kept so many days after closing. */
	originalDays: z.nullable(count(1, 3650)),
	/** Nobody reads words of residents before a moderator has. */
	moderateFirst: z.boolean(),
	/** Who answers for personal information. */
	officer: z.object({ name: z.string().check(z.trim(), z.maxLength(120)), email: z.nullable(mail), phone: z.nullable(phone) }),
};

export const PrivacySettings = z.object({ ...privacy, version: z.string() });
export type PrivacySettings = z.infer<typeof PrivacySettings>;

const PrivacyWish = z.object({ ...privacy, version });
export type PrivacyWish = z.infer<typeof PrivacyWish>;

const money = {
	/** In which the financial year begins, 1 to 12: years and quarters of money are told by it. */
	financialYearMonth: count(1, 12),
	/** Value-added tax that contractors charge, per cent. */
	vatPercent: z.number().check(z.minimum(0), z.maximum(100), z.multipleOf(0.01)),
};

export const MoneySettings = z.object({ ...money, version: z.string() });
export type MoneySettings = z.infer<typeof MoneySettings>;

/** What the municipality is called and looks like to residents and staff. */
const brand = {
	name: z.string().check(z.trim(), z.minLength(2, 'Say what the municipality is called.'), z.maxLength(120)),
	/** Everything that follows from it (text upon it, links in light and dark) is worked out so that it can be read. */
	colour: z.string().check(z.regex(/^#[0-9a-f]{6}$/i, 'A colour as #rrggbb.')),
	/** The picture itself (`data:image/png;base64,…`, JPEG or WebP); it is drawn anew, small, without metadata. */
	logo: z.nullable(z.string().check(z.maxLength(280_000, 'The picture is too large.'))),
};

export const BrandSettings = z.object({ ...brand, version: z.string() });
export type BrandSettings = z.infer<typeof BrandSettings>;

const BrandWish = z.object({ ...brand, version });
export type BrandWish = z.infer<typeof BrandWish>;

export const readBrandSettings = endpoint({
	method: 'get',
	path: '/api/desk/settings/brand',
	access: 'setting.manage',
	summary: 'What the municipality is called, its colour and its logo.',
	input: Nothing,
	output: BrandSettings,
});

export const writeBrandSettings = endpoint({
	method: 'put',
	path: '/api/desk/settings/brand',
	access: 'setting.manage',
	summary: 'Writes it anew; `version` is what was read. Every page and icon follows.',
	input: BrandWish,
	output: BrandSettings,
	problems: ['conflict'],
});

export const readEmergencySettings = endpoint({
	method: 'get',
	path: '/api/desk/settings/emergency',
	access: 'setting.manage',
	summary: 'Whom somebody in danger is told to phone, by day, by night and by ward.',
	input: Nothing,
	output: EmergencySettings,
});

export const writeEmergencySettings = endpoint({
	method: 'put',
	path: '/api/desk/settings/emergency',
	access: 'setting.manage',
	summary: 'Writes it anew; `version` is what was read.',
	input: EmergencyWish,
	output: EmergencySettings,
	problems: ['conflict'],
});

export const readPrivacySettings = endpoint({
	method: 'get',
	path: '/api/desk/settings/privacy',
	access: 'setting.manage',
	summary: 'How long what is known of people is kept, who looks first, and who answers for it.',
	input: Nothing,
	output: PrivacySettings,
});

export const writePrivacySettings = endpoint({
	method: 'put',
	path: '/api/desk/settings/privacy',
	access: 'setting.manage',
	summary: 'Writes it anew; `version` is what was read. The notice that people read follows.',
	input: PrivacyWish,
	output: PrivacySettings,
	problems: ['conflict'],
});

export const readMoneySettings = endpoint({
	method: 'get',
	path: '/api/desk/settings/money',
	access: 'setting.manage',
	summary: 'When the financial year begins, and what tax contractors charge.',
	input: Nothing,
	output: MoneySettings,
});

export const writeMoneySettings = endpoint({
	method: 'put',
	path: '/api/desk/settings/money',
	access: 'setting.manage',
	summary: 'Writes it anew; `version` is what was read. What is told by years and quarters follows at once; invoices keep the tax they were entered with.',
	input: z.object({ ...money, version }),
	output: MoneySettings,
	problems: ['conflict'],
});
