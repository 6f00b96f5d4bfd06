import type { Proof } from '../../../server/reports/persons/contract.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address proves after its #, where no server's log sees it: the secret of a mail, or of one report's link. */
export function proofIn(hash: string): Proof | null {
	const secret = decodeURIComponent(hash.replace(/^#/, ''));
	if (uuid.test(secret)) return { tracking: secret };
	return /^[\w-]{20,100}$/.test(secret) ? { token: secret } : null;
}
