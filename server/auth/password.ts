import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes, one lane: the first choice of the OWASP password storage sheet. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is kept of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

const hashOfNothing = hashPassword(`no password ${Math.random()}`);

/** Whether a password is the one that was hashed. Where there is none it takes as long, so that nobody learns who has an account. */
export async function passwordFits(password: string, kept: string | null | undefined): Promise<boolean> {
	const fits = await verify(kept ?? (await hashOfNothing), password);
	return fits && kept !== null && kept !== undefined;
}
