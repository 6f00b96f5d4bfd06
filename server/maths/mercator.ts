/** Half of the side of the world in EPSG:3857, metres. */
const halfWorld = 20_037_508.342789244;

/** Where a longitude and a latitude (WGS84, within 85° of the equator) lie in EPSG:3857, whole centimetres. */
export const mercatorCentimetres = (lon: number, lat: number): [number, number] => {
	const radians = (lat * Math.PI) / 180;
	const metres = [(lon / 180) * halfWorld, (Math.log(Math.tan(Math.PI / 4 + radians / 2)) / Math.PI) * halfWorld] as const;
	return [Math.round(metres[0] * 100), Math.round(metres[1] * 100)];
};
