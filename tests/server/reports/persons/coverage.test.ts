import { afterAll, describe, expect, it } from 'vitest';
import { ofStaff, personalTables } from '../../../../server/reports/persons/personal-queries.ts';
import { db } from '../../../support/database.ts';

interface Column {
	table: string;
	column: string;
	kind: string;
	comment: string | null;
}

const columns = async (): Promise<Column[]> => {
	const { rows } = await db.raw(`
		select pg_class.relname as "table", pg_attribute.attname as "column", pg_attribute.atttypid::regtype::text as kind, col_description(pg_class.oid, pg_attribute.attnum) as comment
		from pg_class
		join pg_namespace on pg_namespace.oid = pg_class.relnamespace and pg_namespace.nspname = 'public'
		join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
		where pg_class.relkind in ('r', 'p')
		order by 1, 2`);
	return rows;
};

const isPersonal = ({ comment }: Column): boolean => comment?.startsWith('Personal: ') ?? false;
const holdsText = ({ kind }: Column): boolean => !['boolean', 'integer', 'bigint', 'timestamp with time zone'].includes(kind);
const named = ({ table, column }: Pick<Column, 'table' | 'column'>): string => `${table}.${column}`;

/** Names under which people's names, addresses, words and secrets stand. */
const suspicious =
	/^(.*_)?(name|first_name|surname|email|phone|mobile|words|note|notes|body|subject|address|ip|device|network|tracking|secret|token|hash|pin|inspector|user_agent)(_.*)?$/;

/** Columns of such names that are about things, not about people. */
const aboutThings = new Set([
	'municipality.name',
	'ward.name',
	'suburb.name',
	'holiday.name',
	'place.name',
	'job.name',
	'contractor.name',
	'department.email',
	'authority_server.office_email',
	'register_source.address',
	'import_request.address',
	'import_request.file_name',
	'media.hash',
	'unwanted_file.hash',
	'register_credential.sealed',
	'migration.name',
	'notice_text.body',
	'spatial_ref_sys.auth_name',
	'authority.email',
	'authority.name',
	'authority.phone',
	'authority.words',
	'notice.words',
]);

afterAll(() => db.destroy());

describe('every column that holds something about a person', () => {
	it('is covered by export and erasure, or belongs to the work of staff', async () => {
		const personal = (await columns()).filter(isPersonal).map(named);
		const covered = [
			...personalTables.flatMap(({ table, columns: its }) => its.map((column) => named({ table, column }))),
			...Object.entries(ofStaff).flatMap(([table, its]) => its.map((column) => named({ table, column }))),
		];
		expect([...covered].sort()).toEqual(personal.sort());
		expect(new Set(covered).size).toBe(covered.length);
	});

	it('says so: none with the name of such a column has been forgotten', async () => {
		const silent = (await columns()).filter((it) => suspicious.test(it.column) && holdsText(it) && !isPersonal(it) && !aboutThings.has(named(it)));
		expect(silent.map(named)).toEqual([]);
	});
});
