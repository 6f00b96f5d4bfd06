import type { AssetBrief } from '../../../server/assets/contract.ts';

/** Attributes a passer-by can check with her own eyes come first; more than three are too many to read. */
const most = 3;

/** Where an asset stands and what tells it from its neighbours, in one line. */
export const assetWords = ({ street, attributes }: Pick<AssetBrief, 'street' | 'attributes'>): string =>
	[street, ...attributes.slice(0, most).map(({ title, value }) => `${title} ${value}`)].filter(Boolean).join(' · ');
