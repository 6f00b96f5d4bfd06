/** Names of the holes in a message: `'{count|one:# report|other:# reports} in {ward}'` has `count` and `ward`. */
export type Holes<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}`
	? (Inside extends `${infer Name}|${string}` ? Name : Inside) | Holes<Rest>
	: never;

export type Value = string | number;

const branchOf = (branches: string, count: number, locale: string | string[]): string => {
	const written = new Map(
		branches.split('|').map((branch): [string, string] => {
			const colon = branch.indexOf(':');
			return [branch.slice(0, colon), branch.slice(colon + 1)];
		}),
	);
	const category = new Intl.PluralRules(locale).select(count);
	return written.get(`=${count}`) ?? written.get(category) ?? written.get('other') ?? '';
};

/**
 * Fills a message. `{name}` takes the value as it is; `{count|one:# report|other:# reports}` takes the branch of the number's plural
 * category in that language (`=0:` for exactly none), `#` being the number written as the language writes it.
 */
export function fill(text: string, values: Readonly<Record<string, Value>>, locale: string | string[]): string {
	return text.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (whole, name: string, branches: string | undefined) => {
		const value = values[name];
		if (value === undefined) return whole;
		if (branches === undefined) return String(value);
		const count = Number(value);
		return branchOf(branches, count, locale).replaceAll('#', new Intl.NumberFormat(locale).format(count));
	});
}
