import type { Knex } from 'knex';

/** Which websites may show our pages in a frame. */
export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table municipality
			add column embed_sites text[] not null default '{}',
			add constraint municipality_embed_sites check (cardinality(embed_sites) <= 50);
		comment on column municipality.embed_sites is 'Origins (https://www.example.org) of the websites that may show the form, the map and ward pages in a frame.';
	`);

export const down = (db: Knex): Promise<void> => db.raw('alter table municipality drop column embed_sites');
