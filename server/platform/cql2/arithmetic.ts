import { type Sql, sql } from '../sql.ts';
import type { Cql2 } from './ast.ts';
import { refuse } from './compiled.ts';

const largest = 1e30;
const mostFactors = 8;

/** How many numbers are multiplied with each other at the most. */
function factors(it: Cql2): number {
	if (it.kind !== 'operation') return 1;
	const each = it.args.map(factors);
	if (it.op === '*' || it.op === '/' || it.op === 'div') return each.reduce((a, b) => a + b, 0);
	return it.op === '+' || it.op === '-' || it.op === '%' ? Math.max(1, ...each) : 1;
}

const tooFar = (it: Cql2): boolean =>
	it.kind === 'literal' && typeof it.value === 'number' && it.value !== 0 && (Math.abs(it.value) > largest || Math.abs(it.value) < 1 / largest);

/** Refuses what no number can hold before the database has to. */
export function mustBeComputable(it: Cql2 & { kind: 'operation' }): void {
	const far = it.args.find(tooFar);
	if (far) throw refuse(far, 'the number is too large or too small to compute with');
	if (factors(it) > mostFactors) throw refuse(it, `more than ${mostFactors} factors`);
}

// What has no answer (a division by nothing, a root of less than nothing, a power beyond 10^30) is unknown, not an error.
const power = (base: Sql, exponent: Sql): Sql => sql`(
	select case
		when operand.base = 0 then case when operand.exponent > 0 then 0 when operand.exponent = 0 then 1 end
		when operand.base < 0 and operand.exponent <> trunc(operand.exponent) then null
		when abs(operand.exponent * ln(abs(operand.base))) > 69 then null
		else power(operand.base, operand.exponent)
	end
	from (values (${base}, ${exponent})) as operand (base, exponent))`;

/** One operation on two numbers. */
export function arithmeticSql(op: string, left: Sql, right: Sql): Sql {
	const [a, b] = [sql`(${left})::float8`, sql`(${right})::float8`];
	switch (op) {
		case '+':
			return sql`(${a} + ${b})`;
		case '-':
			return sql`(${a} - ${b})`;
		case '*':
			return sql`(${a} * ${b})`;
		case '/':
			return sql`(${a} / nullif(${b}, 0))`;
		case 'div':
			return sql`trunc(${a} / nullif(${b}, 0))`;
		case '%':
			return sql`mod((${left})::numeric, nullif((${right})::numeric, 0))::float8`;
		default:
			return power(a, b);
	}
}
