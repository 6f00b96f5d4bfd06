import type { Knex } from 'knex';
import { lookOnce } from './follow.ts';
import { wantedSql } from './outbound/queries.ts';
import { type Site, sendOne } from './send.ts';
import { deliveriesSql } from './webhooks/queries.ts';

export { subscriptions } from './hand-on.ts';
export { speakOnce } from './outbound/turn.ts';
export { routes } from './routes.ts';
export type { Site } from './send.ts';
export { tellOne } from './webhooks/send.ts';
export { sweep as sweepWebhooks } from './webhooks/sweep.ts';

/** Sends what is due and asks how things stand where it is time. One thing; says whether there was any. */
export const exchangeOnce = async (db: Knex, site: Site): Promise<boolean> => (await sendOne(db, site)) || lookOnce(db, site);

/** What is noted for others beside the dealing of events, in the same statement. */
export const notedForOthers = [deliveriesSql, wantedSql];
