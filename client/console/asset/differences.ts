import type { Asset } from '../../../server/assets/contract.ts';
import type { AssetVersion } from '../../../server/assets/edit/contract.ts';

/** One thing that became different from one version to the next. */
export interface Difference {
	/** A field of the register, or the id of an attribute of the class. */
	name: string;
	attribute: boolean;
	before: string | null;
	after: string | null;
}

const fields = ['status', 'reference', 'key', 'owner', 'zone', 'installedOn', 'retiredOn', 'conditionGrade', 'conditionOn', 'criticality'] as const;
const plain = (value: unknown): string | null => (value === null || value === undefined || value === '' ? null : String(value));

type Compared = Pick<AssetVersion, (typeof fields)[number] | 'attributes'>;

/** What became different between two states of an asset; what they say alike is left out. */
export function differences(before: Compared, after: Compared): Difference[] {
	const own = fields.map((name) => ({ name, attribute: false, before: plain(before[name]), after: plain(after[name]) }));
	const names = [...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])].sort();
	const others = names.map((name) => ({ name, attribute: true, before: plain(before.attributes[name]), after: plain(after.attributes[name]) }));
	return [...own, ...others].filter((it) => it.before !== it.after);
}

/** What an attribute is called, where the asset as it stands still has it. */
export const titleOf = (name: string, asset: Pick<Asset, 'attributes'>): string => asset.attributes.find((it) => it.id === name)?.title ?? name;
