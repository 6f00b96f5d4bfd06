import type { AssetBrief } from '../../../server/assets/contract.ts';

/** More than these are too many to read at the roadside. */
const most = 2;

const bare = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Where an asset stands and what tells it from its neighbours, in one line; only what can be seen from the road, without what repeats its number or street. */
export function assetWords({ street, reference, attributes }: Pick<AssetBrief, 'street' | 'reference' | 'attributes'>): string {
	const known = [bare(reference), bare(street ?? '')];
	const telling = attributes.filter(({ value, seen }) => seen && !known.includes(bare(value))).slice(0, most);
	return [street, ...telling.map(({ title, value }) => `${title} ${value}`)].filter(Boolean).join(' · ');
}
