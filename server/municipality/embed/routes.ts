import { happened } from '../../platform/events.ts';
import type { Serve } from '../../platform/http.ts';
import { one } from '../../platform/sql.ts';
import type { Context } from '../index.ts';
import { readEmbedSites, writeEmbedSites } from './contract.ts';
import { sitesSql, writeSitesSql } from './queries.ts';

/** Lets administrators say which websites may frame us. */
export function routes(serve: Serve<Context>): void {
	serve(readEmbedSites, ({ db }) => one<{ sites: string[] }>(db, sitesSql));
	serve(writeEmbedSites, async ({ db, actor }, { sites }) => {
		const written = await one<{ sites: string[] }>(db, writeSitesSql([...new Set(sites)]));
		// Every server reads the municipality again when it hears this.
		await happened(db, { kind: 'municipality.embed-sites', personId: actor.personId, details: { sites: written.sites } });
		return written;
	});
}
