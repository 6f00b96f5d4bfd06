import type { Sql } from '../../platform/sql.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function literal(value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
	if (value instanceof Date) return quoted(value.toISOString());
	return quoted(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Takes away what all lines are indented by. */
function outdented(text: string): string {
	const lines = text.split('\n').filter((it, at, all) => it.trim() !== '' || (at > 0 && at < all.length - 1));
	const least = Math.min(...lines.filter((it) => it.trim() !== '').map((it) => it.length - it.trimStart().length));
	return lines.map((it) => it.slice(least)).join('\n');
}

/** A query as somebody could run it: its values stand in it where they belong. */
export function writtenSql({ text, values }: Sql): string {
	let at = 0;
	const filled = text.replaceAll(/\\\?|\?/g, (mark) => {
		if (mark !== '?') return '?';
		at += 1;
		return literal(values[at - 1]);
	});
	return `${outdented(filled)};\n`;
}
