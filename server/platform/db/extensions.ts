/** What every database of ours has, embedded or native, before the first migration. */
export const neededExtensions = ['postgis', 'btree_gist', 'pg_trgm', 'unaccent'] as const;
