import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { sealText, unsealText } from '../../platform/sealed.ts';
import { maybeOne } from '../../platform/sql.ts';
import { hashToken } from '../token.ts';
import { sealedSql, takeRecoverySql, takeStepSql } from './queries.ts';
import { base32, stepOf } from './totp.ts';

const purpose = 'second factor';
const many = 10;

/** A secret as it is kept: it opens for its person alone. */
export const sealed = (text: string, secret: string, of: string): string => sealText(text, { secret, purpose, of });

/** Such a secret again. */
export const opened = (text: string, secret: string, of: string): string | undefined => unsealText(text, { secret, purpose, of });

const plainRecovery = (typed: string): string => typed.toUpperCase().replace(/[^A-Z2-7]/g, '');

/** What is kept of a recovery code, however it was typed: 80 random bits need no salt. */
export const recoveryHash = (typed: string): string => hashToken(`recovery ${plainRecovery(typed)}`);

/** Ten codes to be kept on paper: four groups of four letters. */
export const newRecoveryCodes = (): string[] => Array.from({ length: many }, () => (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-'));

interface Given {
	personId: number;
	code: string;
	/** The server's own secret. */
	secret: string;
	now: Date;
}

/** Takes a code of somebody's second factor, or one of their recovery codes: each once. */
export async function takeCode(db: Knex, { personId, code, secret, now }: Given): Promise<boolean> {
	const typed = code.replace(/\s/g, '');
	if (!/^\d{6}$/.test(typed)) return plainRecovery(typed).length === 16 && (await maybeOne(db, takeRecoverySql(personId, recoveryHash(typed)))) !== undefined;
	const kept = await maybeOne<{ sealed: string; publicId: string }>(db, sealedSql(personId));
	const key = kept && opened(kept.sealed, secret, kept.publicId);
	const step = key === undefined ? undefined : stepOf(key, typed, now);
	return step !== undefined && (await maybeOne(db, takeStepSql(personId, step))) !== undefined;
}
