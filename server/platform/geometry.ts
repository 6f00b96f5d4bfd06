import type { Knex } from 'knex';
import knexPostgis from 'knex-postgis';

/** PostGIS functions for the query builder, where the shape of a query varies with what is asked. */
export const spatial = (db: Knex): knexPostgis.KnexPostgis => knexPostgis(db);
