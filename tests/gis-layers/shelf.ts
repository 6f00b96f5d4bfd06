import { readdirSync } from 'node:fs';
import type { AssetClass } from '../../gis-layers/index.ts';

const folder = new URL('../../gis-layers/', import.meta.url);

/** Everything that stands on the shelf of asset classes, with the name of its file. */
export const shelf: readonly { readonly file: string; readonly assetClass: AssetClass }[] = await Promise.all(
	readdirSync(folder)
		.filter((name) => name.endsWith('.ts') && name !== 'index.ts')
		.map(async (file) => {
			const module: { default: AssetClass } = await import(new URL(file, folder).href);
			return { file, assetClass: module.default };
		}),
);

export const classes: readonly AssetClass[] = shelf.map(({ assetClass }) => assetClass);
