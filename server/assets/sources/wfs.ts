import { type ReadOptions, SourceError, type SourceRow, source } from './index.ts';
import { chosenLayer } from './reading/layers.ts';
import { keeping, parameterOf, type Service, serviceAt, withParameters } from './reading/services/ask.ts';
import { type Capabilities, readCapabilities } from './reading/services/wfs-capabilities.ts';
import { wfsFeatures } from './reading/services/wfs-pages.ts';

/** In the order in which they are liked; what is wrapped in a script is none. */
const jsonFormats = [/^application\/geo\+json/i, /^application\/json/i, /^application\/vnd\.geo\+json/i, /geojson/i, /^json$/i];

const isWfs = (address: string): boolean => {
	if (!/^https?:/i.test(address) || !URL.canParse(address)) return false;
	const url = new URL(address);
	const named = parameterOf(url, 'service');
	return named === undefined ? /\/(ows\/)?wfs\/?$/i.test(url.pathname) : named.toLowerCase() === 'wfs';
};

async function capabilitiesOf(service: Service): Promise<Capabilities> {
	const wished = parameterOf(service.address, 'version');
	const cleared = { typeName: undefined, typeNames: undefined, outputFormat: undefined, srsName: undefined, count: undefined, maxFeatures: undefined };
	const url = withParameters(service.address, {
		...cleared,
		service: 'WFS',
		request: 'GetCapabilities',
		version: undefined,
		acceptVersions: wished ?? '2.0.0,1.1.0',
	});
	for await (const it of keeping(service, { url }, ({ chunks }) => readCapabilities(chunks()))) {
		if (/^(2\.0|1\.1)\b/.test(it.version)) return it;
		throw new SourceError(`${service.name}: it speaks version ${it.version.slice(0, 20) || '?'} of WFS; 2.0 or 1.1 is needed`);
	}
	throw new SourceError(`${service.name}: it says nothing of itself`);
}

async function* read(address: string, options: ReadOptions): AsyncGenerator<SourceRow> {
	const service = serviceAt(address, options);
	const { version, layers, formats } = await capabilitiesOf(service);
	const wished = options.layer ?? parameterOf(service.address, 'typeNames') ?? parameterOf(service.address, 'typeName');
	const { name, crs } = chosenLayer(layers, wished);
	const json = jsonFormats.map((it) => formats.find((format) => it.test(format) && !/javascript|callback/i.test(format))).find((it) => it !== undefined);
	const cleared = withParameters(service.address, { typeName: undefined, typeNames: undefined, acceptVersions: undefined });
	yield* wfsFeatures({ service: { ...service, address: cleared }, version, name, crs, json });
}

export default source({
	id: 'wfs',
	title: 'WFS 2.0 or 1.1',
	kind: 'service',
	accepts: isWfs,
	layers: async (address, options) => [...(await capabilitiesOf(serviceAt(address, options))).layers],
	read,
});
