import { type ReadOptions, type SourceRow, source } from './index.ts';
import { chosenLayer } from './reading/layers.ts';
import { type Service, serviceAt } from './reading/services/ask.ts';
import { esriFeatures } from './reading/services/esri-features.ts';
import { esriLayer, esriLayers } from './reading/services/esri-layer.ts';

const oneLayer = /\/(Feature|Map)Server\/\d+(\/query)?\/?$/i;
const wholeService = /\/(Feature|Map)Server\/?$/i;

const pathOf = (address: string): string => (/^https?:/i.test(address) && URL.canParse(address) ? new URL(address).pathname : '');

/** The service at the one layer that is meant. */
async function atLayer(address: string, options: ReadOptions): Promise<Service> {
	const service = serviceAt(address, options);
	if (oneLayer.test(service.address.pathname)) return service;
	const layers = await esriLayers(service);
	const { id } = layers.find((it) => String(it.id) === options.layer) ?? chosenLayer(layers, options.layer);
	const url = new URL(service.address);
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${id}`;
	return { ...service, address: url, name: `${url.host}${url.pathname}` };
}

async function* read(address: string, options: ReadOptions): AsyncGenerator<SourceRow> {
	const service = await atLayer(address, options);
	yield* esriFeatures(service, await esriLayer(service));
}

export default source({
	id: 'esri',
	title: 'Esri FeatureServer or MapServer',
	kind: 'service',
	accepts: (address) => oneLayer.test(pathOf(address)) || wholeService.test(pathOf(address)),
	layers: async (address, options) => {
		const service = serviceAt(address, options);
		if (!oneLayer.test(service.address.pathname)) return (await esriLayers(service)).map(({ id: _, ...layer }) => layer);
		const { name, geometry, wkid } = await esriLayer(service);
		return [{ name, geometry, rows: null, crs: wkid === undefined ? null : `EPSG:${wkid}` }];
	},
	read,
});
