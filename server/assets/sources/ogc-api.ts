import { type ReadOptions, type SourceLayer, type SourceRow, source } from './index.ts';
import { chosenLayer } from './reading/layers.ts';
import { serviceAt } from './reading/services/ask.ts';
import { collectionAt, collectionsAt, itemsOf } from './reading/services/ogc-pages.ts';

const oneCollection = /\/collections\/[^/]+(\/items)?\/?$/i;
const allCollections = /\/collections\/?$/i;

const pathOf = (address: string): string => (/^https?:/i.test(address) && URL.canParse(address) ? new URL(address).pathname : '');

async function layers(address: string, options: ReadOptions): Promise<SourceLayer[]> {
	const service = serviceAt(address, options);
	if (allCollections.test(service.address.pathname)) return (await collectionsAt(service)).map(({ url: _, ...layer }) => layer);
	const { id, crs } = await collectionAt(service);
	return [{ name: id, rows: null, crs: crs ?? null, geometry: 'unknown' }];
}

async function* read(address: string, options: ReadOptions): AsyncGenerator<SourceRow> {
	const service = serviceAt(address, options);
	const all = allCollections.test(service.address.pathname);
	const url = all ? chosenLayer(await collectionsAt(service), options.layer).url : service.address;
	const meant = { ...service, address: url, name: `${url.host}${url.pathname}` };
	yield* itemsOf(meant, await collectionAt(meant));
}

export default source({
	id: 'ogc-api',
	title: 'OGC API Features',
	kind: 'service',
	accepts: (address) => oneCollection.test(pathOf(address)) || allCollections.test(pathOf(address)),
	layers,
	read,
});
