type Text = Readonly<Record<string, string>>;

/** Something that an inspection may find wrong. To add one, add a line; a code never changes its meaning. */
export interface DefectKind {
	readonly code: string;
	readonly title: Text;
	/** Classes of assets that can have it; left out: all. */
	readonly classes?: readonly string[];
}

const poles = ['street-lights', 'traffic-signals', 'road-signs'];
const pipes = ['water-pipes', 'sewer-pipes', 'stormwater-pipes'];

export const defectKinds: readonly DefectKind[] = [
	{ code: 'corrosion', title: { en: 'Corrosion', af: 'Roes', xh: 'Umhlwa' } },
	{ code: 'damage', title: { en: 'Damaged by force', af: 'Beskadig deur geweld', xh: 'Yonakaliswe ngamandla' } },
	{ code: 'wear', title: { en: 'Worn out', af: 'Verweer', xh: 'Igugile' } },
	{ code: 'missing-part', title: { en: 'A part is missing', af: '’n Onderdeel is weg', xh: 'Kukho indawo elahlekileyo' } },
	{ code: 'vandalism', title: { en: 'Vandalism', af: 'Vandalisme', xh: 'Ukonakaliswa ngabom' } },
	{ code: 'overgrown', title: { en: 'Overgrown', af: 'Toegegroei', xh: 'Igqunywe zizityalo' } },
	{ code: 'no-access', title: { en: 'Could not be reached', af: 'Kon nie bereik word nie', xh: 'Akufikelelekanga kuyo' } },
	{ code: 'leaning', title: { en: 'Leaning', af: 'Staan skeef', xh: 'Ithambekile' }, classes: poles },
	{ code: 'open-wiring', title: { en: 'Open wiring', af: 'Oop bedrading', xh: 'Iingcingo ezivulekileyo' }, classes: [...poles, 'electricity-kiosks'] },
	{
		code: 'dirty-glass',
		title: { en: 'Dirty or broken glass', af: 'Vuil of stukkende glas', xh: 'Iglasi emdaka okanye eyaphukileyo' },
		classes: ['street-lights', 'traffic-signals'],
	},
	{ code: 'leak', title: { en: 'Leak', af: 'Lekkasie', xh: 'Ukuvuza' }, classes: [...pipes, 'water-valves', 'hydrants', 'reservoirs', 'pump-stations'] },
	{ code: 'stuck', title: { en: 'Cannot be turned', af: 'Kan nie gedraai word nie', xh: 'Ayijiki' }, classes: ['water-valves', 'hydrants'] },
	{ code: 'blockage', title: { en: 'Blocked', af: 'Verstop', xh: 'Ivalekile' }, classes: [...pipes, 'manholes', 'stormwater-inlets'] },
	{ code: 'roots', title: { en: 'Tree roots', af: 'Boomwortels', xh: 'Iingcambu zemithi' }, classes: ['sewer-pipes', 'stormwater-pipes', 'manholes', 'roads'] },
	{ code: 'cracks', title: { en: 'Cracks', af: 'Krake', xh: 'Iintanda' }, classes: [...pipes, 'roads', 'manholes', 'reservoirs'] },
	{ code: 'potholes', title: { en: 'Potholes', af: 'Slaggate', xh: 'Imingxuma' }, classes: ['roads'] },
	{ code: 'edge-break', title: { en: 'Broken edge', af: 'Gebreekte rand', xh: 'Umphetho owaphukileyo' }, classes: ['roads'] },
	{ code: 'faded', title: { en: 'Faded', af: 'Verbleik', xh: 'Iphelile umbala' }, classes: ['road-signs', 'roads'] },
];

/** The defects that an asset of a class can have. */
export const defectsOf = (id: string): DefectKind[] => defectKinds.filter((it) => it.classes === undefined || it.classes.includes(id));
