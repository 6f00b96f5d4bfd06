const longest = 20_000;
const authority = /(?:AUTHORITY|ID)\["(\w+)",\s*"?(\d{4,6})"?\]\s*\]\s*$/i;
const kind = /^\s*(PROJCS|GEOGCS|PROJCRS|GEOGCRS)\s*\[\s*"([^"]*)"/i;

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const parameter = (text: string, name: string): number => Number(new RegExp(`PARAMETER\\["${name}",\\s*([-+0-9.eE]+)`, 'i').exec(text)?.[1] ?? Number.NaN);

/** Geographic systems by the names that programs give them. */
const geographic: Readonly<Record<string, string>> = {
	gcswgs1984: 'EPSG:4326',
	wgs84: 'EPSG:4326',
	wgs1984: 'EPSG:4326',
	gcshartebeesthoek1994: 'EPSG:4148',
	hartebeesthoek94: 'EPSG:4148',
	hartebeesthoek1994: 'EPSG:4148',
	gcscape: 'EPSG:4222',
	cape: 'EPSG:4222',
};

const mercator = new Set(['wgs1984webmercatorauxiliarysphere', 'wgs84pseudomercator', 'wgs1984webmercator', 'popularvisualisationcrsmercator']);

function utm(name: string): string | undefined {
	const [, zone, half] = /^wgs(?:19)?84(?:wgs84)?utmzone(\d{1,2})([ns])$/.exec(name) ?? [];
	const number = Number(zone);
	return number >= 1 && number <= 60 ? `EPSG:${(half === 's' ? 32700 : 32600) + number}` : undefined;
}

/** The bands of South Africa: westing and southing from the equator and an odd meridian; Esri also has some of them with eastings and northings. */
function band(text: string, name: string): string | undefined {
	const meridian = parameter(text, 'central_meridian');
	const known = meridian % 2 === 1 && meridian >= 15 && meridian <= 33 && parameter(text, 'scale_factor') === 1 && !parameter(text, 'false_easting');
	if (!known) return undefined;
	const [cape, hartebeesthoek] = [/D(ATUM\[")?_?Cape"/i.test(text), /Hartebeesthoek/i.test(text)];
	if (/PROJECTION\["Transverse_Mercator_South_Orient/i.test(text)) {
		if (hartebeesthoek) return `EPSG:${2046 + (meridian - 15) / 2}`;
		return cape ? `EPSG:${22275 + meridian - 15}` : undefined;
	}
	const eastward = hartebeesthoek && /PROJECTION\["Transverse_Mercator"/i.test(text) && meridian >= 19 && meridian <= 31 && !name.startsWith('cape');
	return eastward ? `ESRI:${102562 + (meridian - 19) / 2}` : undefined;
}

/**
 * The coordinate system that a .prj file describes: by its authority's number where that stands there, by what is known of names and parameters where
 * not. One that is not known is given by its own name, so that somebody can say which it is.
 */
export function crsOfPrj(written: string): string | undefined {
	const text = written.slice(0, longest).trim();
	if (text === '') return undefined;
	const [, by, code] = authority.exec(text) ?? [];
	if (by && code) return `${by.toUpperCase()}:${code}`;
	const [, sort, name = ''] = kind.exec(text) ?? [];
	const called = plain(name);
	if (sort?.toUpperCase().startsWith('GEOG')) return geographic[called] ?? name;
	return utm(called) ?? (mercator.has(called) ? 'EPSG:3857' : undefined) ?? band(text, called) ?? (name || 'a system that its .prj does not name');
}
