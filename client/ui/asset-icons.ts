import type { Icon as AssetIconName } from '../../gis-layers/index.ts';

/** The drawing of each icon an asset class may name, on the same grid of 20 px as the icons of the interface. */
export const assetIcons: Record<AssetIconName, string> = {
	lamp: 'M6 17.5h5M8.5 17.5V7a3.5 3.5 0 0 1 7 0M13 7h5l-1 2.5h-3ZM15.5 12v1.5M12.8 11.5l-.8 1.3M18.2 11.5l.8 1.3',
	pipe: 'M2.5 7h3v6h-3M17.5 7h-3v6h3M5.5 8h9M5.5 12h9',
	valve: 'M3 8v7l7-3.5L17 15V8l-7 3.5ZM10 11.5V5M7 5h6',
	hydrant: 'M6 17h8M7 17V8.5a3 3 0 0 1 6 0V17M5.5 8.5h9M10 5.5V3.5M4.5 11.5h2.5M13 11.5h2.5M10 13.25a1.25 1.25 0 1 0 0-2.5 1.25 1.25 0 0 0 0 2.5Z',
	sewer: 'M3 6.5h9a3.5 3.5 0 0 1 3.5 3.5v1M3 10.5h8.5v.5M10 11h7M13.5 13.5v.01M11.5 16v.01M15.5 16v.01',
	manhole: 'M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM7 8h6M6.5 10h7M7 12h6',
	inlet: 'M3 6.5h14v8H3ZM6.5 9v3M10 9v3M13.5 9v3M3 4h14',
	culvert: 'M2.5 15.5h15M4.5 15.5V10a5.5 5.5 0 0 1 11 0v5.5M7.5 15.5V11a2.5 2.5 0 0 1 5 0v4.5',
	road: 'M7.5 3 4 17M12.5 3 16 17M10 4v2M10 9v2M10 14v2.5',
	signal: 'M7 2.5h6v12H7ZM10 14.5v3M10 5.5h.01M10 8.5h.01M10 11.5h.01M7 6H5M15 6h-2M7 10H5M15 10h-2',
	sign: 'M10 10.5v7M10 2.5l4.5 4-4.5 4-4.5-4Z',
	kiosk: 'M4.5 4.5h11V16h-11ZM3.5 17.5h13M10.5 6.5 8.5 10.3h3l-2 3.7',
	cable: 'M2.5 13.5c4 0 3-7 7.5-7s3.5 7 7.5 7M2.5 11.5v4M17.5 11.5v4',
	reservoir: 'M3.5 6.5c0-3.3 13-3.3 13 0v7.5c0 3.3-13 3.3-13 0ZM3.5 10c2.2 1.5 4.3-1.2 6.5 0s4.3 1.5 6.5 0',
	pump: 'M9 14.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM9 5.5h8v3.5h-3.6M4.5 17h9M6 13.5 4.5 17M12 13.5l1.5 3.5M9 10h.01',
	house: 'M3 9.5 10 3.5l7 6M5 8v8.5h10V8M8.5 16.5V12h3v4.5',
	park: 'M10 17.5V10M10 13l2.5-2M10 2.5a4.5 4.5 0 0 1 3.8 6.9A3.5 3.5 0 0 1 10 12.5a3.5 3.5 0 0 1-3.8-3.1A4.5 4.5 0 0 1 10 2.5ZM4 17.5h12',
};
