import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { badField, Problem } from '../../platform/problem.ts';
import { maybeOne, one, type Sql } from '../../platform/sql.ts';
import type { Context } from '../index.ts';
import { type Emergency, type Town, usualColour } from '../town.ts';
import {
	type BrandSettings,
	type BrandWish,
	type EmergencySettings,
	type EmergencyWish,
	type MoneySettings,
	type PrivacySettings,
	type PrivacyWish,
	readBrandSettings,
	readEmergencySettings,
	readMoneySettings,
	readPrivacySettings,
	writeBrandSettings,
	writeEmergencySettings,
	writeMoneySettings,
	writePrivacySettings,
} from './contract.ts';
import { drawLogo } from './logo.ts';
import { settingsSql, writeBrandSql, writeEmergencySql, writeMoneySql, writePrivacySql } from './queries.ts';

interface Row {
	name: string;
	brand: Town['municipality']['brand'];
	brandVersion: string;
	emergency: Emergency;
	privacy: { identityMonths?: number; originalDays?: number; moderateFirst?: boolean; officer?: { name?: string; email?: string; phone?: string } };
	emergencyVersion: string;
	privacyVersion: string;
	financialYearMonth: number;
	vatPercent: number;
	moneyVersion: string;
	calendars: string[];
}

/** Texts without those that say nothing. */
const said = (texts: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(texts).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])));

async function brandNow({ db }: Context): Promise<BrandSettings> {
	const { name, brand, brandVersion } = await one<Row>(db, settingsSql);
	return { name, colour: brand.colour ?? usualColour, logo: brand.logo ?? null, version: brandVersion };
}

/** Keeps the looks; a logo that is kept already is not drawn once more. */
async function keepBrand(context: Context, { version, logo, ...wish }: BrandWish): Promise<BrandSettings> {
	const kept = context.town.municipality.brand.logo;
	const drawn = logo === null || logo === kept ? logo : await drawLogo(logo);
	await write(context, 'brand', writeBrandSql({ ...wish, ...(drawn !== null && { logo: drawn }) }, version));
	return brandNow(context);
}

async function emergencyNow({ db }: Context): Promise<EmergencySettings> {
	const { emergency: it, emergencyVersion, calendars } = await one<Row>(db, settingsSql);
	const wards = Object.entries(it.wards ?? {}).map(([code, ward]) => ({ code, phone: ward.phone ?? null, text: ward.text }));
	return {
		...{ phone: it.phone, email: it.email ?? null, text: it.text, afterHours: it.afterHours ?? {}, calendar: it.calendar ?? 'office' },
		...{ wards, words: it.words ?? {}, calendars, version: emergencyVersion },
	};
}

async function privacyNow({ db }: Context): Promise<PrivacySettings> {
	const { privacy: it, privacyVersion } = await one<Row>(db, settingsSql);
	const { name = '', email = null, phone = null } = it.officer ?? {};
	return {
		...{ identityMonths: it.identityMonths ?? null, originalDays: it.originalDays ?? null, moderateFirst: it.moderateFirst ?? false },
		...{ officer: { name, email, phone }, version: privacyVersion },
	};
}

async function moneyNow({ db }: Context): Promise<MoneySettings> {
	const { financialYearMonth, vatPercent, moneyVersion } = await one<Row>(db, settingsSql);
	return { financialYearMonth, vatPercent, version: moneyVersion };
}

function checked({ version: _, email, afterHours, wards, ...it }: EmergencyWish, { municipality, wards: known, calendars }: Town): Emergency {
	const text = said(it.text);
	const [first = 'en'] = municipality.languages;
	if (text[first] === undefined) throw badField(`text.${first}`, 'Say what people in danger are told.');
	if (!calendars.has(it.calendar)) throw badField('calendar', 'There is no such calendar.');
	const stranger = wards.find(({ code }) => !known.some((ward) => ward.code === code));
	if (stranger) throw badField('wards', `There is no ward ${stranger.code}.`);
	const silent = wards.find((ward) => Object.keys(said(ward.text)).length === 0);
	if (silent) throw badField(`wards.${silent.code}`, 'Say what holds in this ward.');
	const night = said(afterHours);
	return {
		...{ ...it, text },
		...(email && { email }),
		...(Object.keys(night).length > 0 && { afterHours: night }),
		...(wards.length > 0 && {
			wards: Object.fromEntries(wards.map(({ code, phone, text: words }) => [code, { ...(phone && { phone }), text: said(words) }])),
		}),
	};
}

/** Writes a setting that nobody has changed since it was read; every server reads the municipality again when it hears of it. */
async function write({ db, actor }: Context, setting: string, query: Sql): Promise<void> {
	if (!(await maybeOne(db, query))) throw new Problem('conflict', 'Somebody has changed it since you read it.');
	await happened(db, { kind: 'municipality.changed', personId: actor.personId, details: { setting } });
}

const privacyOf = ({ version: _, officer: { name, email, phone }, ...it }: PrivacyWish): object => ({
	...it,
	officer: name || email || phone ? { name: name || null, email, phone } : null,
});

/** Lets administrators say what is told in danger, how personal information is treated, when the financial year begins and what tax contractors charge. */
export function settings(serve: Serve<Context>): void {
	serve(readBrandSettings, brandNow);
	serve(writeBrandSettings, keepBrand);
	serve(readEmergencySettings, emergencyNow);
	serve(writeEmergencySettings, async (context, wish) => {
		await write(context, 'emergency', writeEmergencySql(checked(wish, context.town), wish.version));
		return emergencyNow(context);
	});
	serve(readMoneySettings, moneyNow);
	serve(writeMoneySettings, async (context, wish) => {
		await write(context, 'money', writeMoneySql(wish));
		return moneyNow(context);
	});
	serve(readPrivacySettings, privacyNow);
	serve(writePrivacySettings, async (context, wish) => {
		await write(context, 'privacy', writePrivacySql(privacyOf(wish), wish.version));
		return privacyNow(context);
	});
}
