import { SourceError, type SourceLayer } from '../index.ts';

const listed = (layers: readonly SourceLayer[]): string => layers.map((it) => `"${it.name}"`).join(', ');

/** The layer that is meant: the one named, else the only one, else the only one with geometry. Refuses anything else with what there is to choose from. */
export function chosenLayer<T extends SourceLayer>(layers: readonly T[], wanted: string | undefined): T {
	const [first, ...more] = layers;
	if (!first) throw new SourceError('it holds no layer');
	if (wanted !== undefined) {
		const named = layers.find((it) => it.name === wanted) ?? layers.find((it) => it.name.toLowerCase() === wanted.trim().toLowerCase());
		if (named) return named;
		throw new SourceError(`it holds no layer "${wanted.slice(0, 100)}"; it holds: ${listed(layers)}`);
	}
	if (more.length === 0) return first;
	const [drawn, ...others] = layers.filter((it) => it.geometry !== null);
	if (drawn && others.length === 0) return drawn;
	throw new SourceError(`it holds several layers: ${listed(layers)}; say which one is meant`);
}
