import type { AssetClass, Attribute, Text } from '../../gis-layers/index.ts';
import { type Context, catalogue } from '../municipality/index.ts';
import { exactFrom, finest } from './address.ts';

/** How much somebody may see of a layer: all, what is public, or where something lies and nothing else. */
export type View = 'staff' | 'public' | 'shape';

/** Fields of a layer with their kinds, as TileJSON wants them. */
export type Fields = Readonly<Record<string, 'String' | 'Number' | 'Boolean'>>;

interface Named {
	id: string;
	title: Text;
	minZoom: number;
}

/** What there are tiles of. */
export type Layer = (Named & { kind: 'assets'; home: AssetClass }) | (Named & { kind: 'faults' | 'wards' | 'places' });

const others: readonly Layer[] = [
	{ id: 'faults', kind: 'faults', minZoom: 0, title: { en: 'Faults', af: 'Foute', xh: 'Iimpazamo' } },
	{ id: 'wards', kind: 'wards', minZoom: 0, title: { en: 'Wards', af: 'Wyke', xh: 'Iiwadi' } },
	{ id: 'places', kind: 'places', minZoom: 9, title: { en: 'Names of places', af: 'Plekname', xh: 'Amagama eendawo' } },
];

// A class is shown from its zoom on where 256 px are a tile; a tile of ours is drawn 512 px wide, so the one that is then needed is a zoom coarser.
const assetLayer = (home: AssetClass): Layer => ({
	kind: 'assets',
	home,
	id: home.id,
	title: home.title,
	minZoom: Math.min(finest, Math.max(0, home.minZoom - 1)),
});

/** Every layer there are tiles of: one for each asset class, faults, wards, names. */
export const layers: ReadonlyMap<string, Layer> = new Map([...catalogue.classes.map(assetLayer), ...others].map((it) => [it.id, it]));

/** What somebody may see of a layer; undefined when not even that it is there. */
export function viewOf(layer: Layer, actor: Context['actor']): View | undefined {
	if (layer.kind === 'faults') return actor.may('fault.read') ? 'staff' : 'public';
	if (layer.kind !== 'assets') return 'public';
	if (actor.may('asset.read')) return 'staff';
	return ({ public: 'public', 'class-only': 'shape', staff: undefined } as const)[layer.home.secrecy];
}

const kinds = { text: 'String', number: 'Number', date: 'String', choice: 'String', boolean: 'Boolean' } as const;
const faultFields: Fields = {
	code: 'String',
	state: 'String',
	mode: 'String',
	class: 'String',
	asset: 'Number',
	reports: 'Number',
	emergency: 'Boolean',
	overdue: 'Boolean',
	count: 'Number',
};
const deskFields: Fields = { priority: 'Number', look: 'Boolean', department: 'String' };

/** Attributes that a tile may hold at a zoom: what the drawing and its labels need, and from the finest zoom on all that may be seen. */
export function attributesAt(home: AssetClass, view: View, z: number): Attribute[] {
	if (view === 'shape') return [];
	const seen = home.attributes.filter((it) => view === 'staff' || it.public);
	if (z >= finest) return seen;
	return seen.filter(({ id }) => id === home.drawing.by?.attribute || (id === 'name' && z >= exactFrom - 1));
}

/** The fields a layer's features may have. */
export function fieldsOf(layer: Layer, view: View): Fields {
	if (layer.kind === 'assets') return assetFields(layer.home, view);
	if (layer.kind === 'faults') return view === 'staff' ? { ...faultFields, ...deskFields } : faultFields;
	return layer.kind === 'wards' ? { code: 'String', name: 'String' } : { kind: 'String', name: 'String', importance: 'Number' };
}

function assetFields({ geometry, attributes }: AssetClass, view: View): Fields {
	const gathered: Fields = geometry === 'Point' ? { count: 'Number' } : {};
	if (view === 'shape') return gathered;
	const own = attributes.filter((it) => view === 'staff' || it.public).map((it) => [it.id, kinds[it.kind]]);
	return { ref: 'String', ...gathered, ...(view === 'staff' && { status: 'String', doubtful: 'Boolean' }), ...Object.fromEntries(own) };
}
