import type { Knex } from 'knex';
import type { Serve } from '../../platform/http.ts';
import { all } from '../../platform/sql.ts';
import { accountOf, change, hearOf as hear, openData } from './account.ts';
import { askForCode, changeAccount, hearOf, leave, openLink, openMyData, proveCode, readAccount } from './contract.ts';
import type { DoorContext } from './door.ts';
import { forgetCodesSql, leaveSql } from './queries.ts';
import { secretHash } from './secret.ts';
import { askFor, open, prove } from './sign-in.ts';

interface Reach {
	/** The calling code that local numbers leave out. */
	country: string;
	/** Whether anything can be sent to a number here. */
	phone: boolean;
}

/** Answers residents who show that an address is theirs, and then see all that they reported. */
export function accountRoutes(serve: Serve<DoorContext>, { country, phone }: Reach): void {
	serve(askForCode, (context, it) => askFor(context, { ...it, country }));
	serve(proveCode, (context, it) => prove(context, { ...it, country }));
	serve(openLink, open);
	serve(readAccount, async (context, { language }) => ({
		account: await accountOf(context, language),
		ways: phone ? ['email' as const, 'phone' as const] : ['email' as const],
	}));
	serve(changeAccount, change);
	serve(hearOf, hear);
	serve(openMyData, openData);
	serve(leave, async ({ db, door }, { everywhere }) => {
		if (door.token !== null) await all(db, leaveSql(secretHash(door.token), everywhere));
		door.forget();
		return { signedIn: false };
	});
}

/** Forgets codes of yesterday and sessions that are over. */
export const forgetCodes = async (db: Knex): Promise<void> => void (await all(db, forgetCodesSql));
