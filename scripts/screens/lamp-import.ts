/** Asks as somebody who may import. */
export type AskAsOfficer = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

interface Lamp {
	key: string | null;
	reference: string;
	lon: number;
	lat: number;
}

interface Request {
	code: string;
	state: string;
	problem: string | null;
}

const patience = 60_000;

const row = ({ key, lon, lat }: Lamp, more: object, east = 0) => ({
	type: 'Feature',
	properties: { pole_no: key, ...more },
	geometry: { type: 'Point', coordinates: [lon + east, lat] },
});

/** A small edition of the street lights as a file: one that has moved, one with another lamp, one that is new, one that cannot be. */
export const lampFile = ([moved, changed]: readonly [Lamp, Lamp]): string =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: [
			row(moved, {}, 0.0002),
			row(changed, { watts: 45 }),
			row({ ...moved, key: 'SCREEN-1' }, { watts: 70, lamp_type: 'LED' }, -0.0003),
			row({ ...moved, key: 'SCREEN-2', lon: 0, lat: 0 }, {}),
		],
	});

/** Sends a small edition of the street lights and has it read; answers its code when it waits for a decision. */
export async function readyImport(ask: AskAsOfficer, references: readonly [string, string]): Promise<string> {
	const lamp = (reference: string): Promise<Lamp> => ask('GET', `/api/assets/${reference}`);
	const text = lampFile([await lamp(references[0]), await lamp(references[1])]);
	const { code } = await ask<Request>('POST', '/api/register/imports', { class: 'street-lights', name: 'lamps.geojson', size: Buffer.byteLength(text) });
	const form = new FormData();
	form.append('offset', '0');
	form.append('content', new Blob([text]), 'lamps.geojson');
	await ask('PUT', `/api/register/imports/${code}/content`, form);
	await ask('POST', `/api/register/imports/${code}/read`, {});
	for (const until = Date.now() + patience; Date.now() < until; ) {
		const { state, problem } = await ask<Request>('GET', `/api/register/imports/${code}`);
		if (state === 'ready') return code;
		if (state === 'failed') throw new Error(`the import failed: ${problem}`);
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	throw new Error('the import was not read in time');
}
