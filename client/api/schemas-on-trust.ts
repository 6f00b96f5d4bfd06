type Schema = (() => Schema) & { readonly [name: string]: Schema } & { readonly parse: <Data>(data: Data) => Data };

/**
 * Stands in for the schema library in the built apps, whatever is called on it: a quarter of what a phone would load is saved. The server has
 * parsed its answers by these very schemas before it sends them; in development and in tests the browser still checks them as well.
 */
export const z: Schema = new Proxy(() => z, {
	get: (_, name) => (name === 'parse' ? (data: unknown) => data : z),
}) as unknown as Schema;
