import type { Service } from '../../../server/municipality/contract.ts';
import { assetIcons } from '../../ui/asset-icons.ts';
import { info } from '../../ui/icons.ts';

/** Drawings of the troubles people have most, on the grid of the other icons; all others have that of their class. */
const ofModes: Readonly<Record<string, string>> = {
	'road.pothole': 'M2.5 8.5h3.5l1 2.5 2.5 1 3-1.2 1-2.3h4M2.5 8.5v8h15v-8M5 13.5l1 .7M15 12l-1 .8M10 3v3M7 4l.7 1.6M13 4l-.7 1.6',
	'water-pipe.leak':
		'M2.5 6.5h15M2.5 10h4M13.5 10h4M6.5 10l1.2 1.5 1.3-2 1.4 2 1.3-2 1.8.5M10 13.2c-1 1.3-1.5 2-1.5 2.8a1.5 1.5 0 0 0 3 0c0-.8-.5-1.5-1.5-2.8Z',
	'service-connection.no-water': 'M4 8.5h7.5a3.5 3.5 0 0 1 3.5 3.5v1h-3v-1H4ZM7.5 8.5V5.5M5 5.5h5M12 15.5l3 3M15 15.5l-3 3',
	'manhole.overflow':
		'M4 12.5a6 2.6 0 0 0 12 0 6 2.6 0 0 0-12 0ZM6.5 10.3C6.5 8 5 8 5 5.500M10 9.800C10 7 8.500 7 8.500 4M13.500 10.300c0-2.300 1.500-2.300 1.500-4.800M2.500 16.500c1.500 1 3 1 4.500 0s3-1 4.500 0 3 1 4.500 0',
	'public-ground.dumping': 'M5.500 8h9l-.8 9H6.300ZM4 8h12M8 8V6.200h4V8M8.500 10.500v4M11.500 10.500v4M13 4.500l1.500-1M7 4.500l-1.500-1M10 3.500v-1',
	'service-connection.no-power': 'M7 3v4M13 3v4M5 7h10v2.500a5 5 0 0 1-10 0ZM10 14.500v3M3 17 17 3',
	'public-ground.tree-fallen':
		'M2.500 16h15M4 13.500l7-1.500M11 12c-.8-2 .2-4 2-4.500.3-2 3.200-2.200 4-.3 1.600 1 1.200 3.500-.3 4.100-.2 1.700-2.700 2.300-3.700 1.200-.8.3-1.600 0-2-.5ZM7 12.800 6 10.500',
};

/** The most common troubles, in the order in which they stand as tiles; those a municipality does not offer are left out. */
export const common: readonly string[] = [
	'street-light.out',
	'road.pothole',
	'water-pipe.leak',
	'service-connection.no-water',
	'manhole.overflow',
	'public-ground.dumping',
	'service-connection.no-power',
	'public-ground.tree-fallen',
];

/** The drawing of a trouble. */
export const troubleIcon = ({ mode, icon }: Pick<Service, 'mode' | 'icon'>): string =>
	ofModes[mode] ?? Object.entries(assetIcons).find(([name]) => name === icon)?.[1] ?? info;
