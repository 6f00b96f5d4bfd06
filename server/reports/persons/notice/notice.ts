import { createHash } from 'node:crypto';
import type { Context } from '../../../municipality/index.ts';
import { all, one } from '../../../platform/sql.ts';
import { keepNoticeSql, noteConsentSql, noticeSettingsSql, usualDays, usualMonths } from '../queries.ts';
import { notice as af } from './af.ts';
import { notice as en } from './en.ts';
import { type NoticePart, type NoticeWords, parts } from './words.ts';
import { notice as xh } from './xh.ts';

const shipped: Readonly<Record<string, NoticeWords>> = { en, af, xh };

/** What a municipality may say otherwise about personal information. */
interface PrivacySettings {
	identityMonths?: number;
	originalDays?: number;
	officer?: { name?: string; email?: string; phone?: string };
	texts?: Record<string, Partial<Record<NoticePart, string>>>;
}

export interface Notice {
	/** Made of the words: another wording is another version. */
	version: string;
	language: string;
	title: string;
	sections: { id: string; title: string; text: string }[];
}

/** What people are told about their personal information, as this municipality says it. */
export async function noticeOf({ db, town }: Pick<Context, 'db' | 'town'>, wanted: string): Promise<Notice> {
	const { name, emergency } = town.municipality;
	const { privacy } = await one<{ privacy: PrivacySettings }>(db, noticeSettingsSql);
	const language = shipped[wanted] ? wanted : 'en';
	const words = shipped[language] ?? en;
	const { officer } = privacy;
	const reached = [officer?.name, officer?.email ?? emergency.email, officer?.phone ?? emergency.phone].filter(Boolean).join(', ');
	const holes: Record<string, string> = {
		municipality: name,
		months: String(privacy.identityMonths ?? usualMonths),
		days: String(privacy.originalDays ?? usualDays),
		officer: reached,
	};
	const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (hole, key: string) => holes[key] ?? hole);
	const sections = parts.map((id) => ({ id, title: words[id].title, text: filled(privacy.texts?.[language]?.[id] ?? words[id].text) }));
	const version = createHash('sha256').update(JSON.stringify(sections)).digest('hex').slice(0, 12);
	return { version, language, title: words.title, sections };
}

/** How somebody agreed: in a form, by writing to us, asked on the phone or at the counter, or as they had when they reported before. */
export type HowAgreed = 'form' | 'message' | 'phone' | 'counter' | 'earlier';

interface Consent {
	contactId: number;
	language: string;
	kinds: readonly string[];
	how: HowAgreed;
}

/** Writes down what somebody agreed to, how, and after which wording. */
export async function noteConsent(context: Pick<Context, 'db' | 'town'>, it: Consent): Promise<void> {
	if (it.kinds.length === 0) return;
	const { version, language, sections } = await noticeOf(context, it.language);
	await all(context.db, keepNoticeSql({ version, language, body: sections.map(({ title, text }) => `${title}\n${text}`).join('\n\n') }));
	await all(context.db, noteConsentSql({ contactId: it.contactId, version, language, kinds: it.kinds, how: it.how }));
}
