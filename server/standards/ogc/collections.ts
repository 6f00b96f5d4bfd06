import type { AssetClass, Attribute } from '../../../gis-layers/index.ts';
import { columnsOf, type Sourced } from '../../assets/index.ts';
import { catalogue, inLanguage } from '../../municipality/index.ts';
import type { Queryable } from '../../platform/cql2/index.ts';
import { attributeSql, beginsSql, columnsSql, extentOf, fieldSql, item, ofClass, registerSql, unknown, type View } from './asset-queries.ts';
import type { Asking, Collection, Collections, Property } from './model.ts';
import { faultCollection, insightCollection, placeCollection, wardCollection } from './other-collections.ts';
import { idSql } from './other-queries.ts';
import { fieldTitle, say } from './words.ts';

/** What somebody may see of a class; nothing of one that is for staff alone. */
function viewOf({ secrecy }: AssetClass, { actor }: Asking): View | undefined {
	if (actor.may('asset.read')) return 'staff';
	return ({ public: 'public', 'class-only': 'shape', staff: undefined } as const)[secrecy];
}

const filterTypes = { text: 'string', number: 'number', integer: 'number', boolean: 'boolean', date: 'date' } as const;
const jsonTypes = { text: 'string', number: 'number', integer: 'integer', boolean: 'boolean', date: 'string' } as const;

const queryableOf = ({ kind, of, field }: Sourced): Queryable => {
	const type = filterTypes[kind];
	return { type, sql: of === 'register' ? (fieldSql[field] ?? unknown) : attributeSql[type](field) };
};

/** Fields that an edit can set; the others follow from it, or are changed by other means. */
const settable = new Set(['key', 'owner', 'installed_on', 'condition_grade', 'condition_on', 'criticality', 'street', 'zone']);

function propertyOf(column: Sourced, attribute: Attribute | undefined, language: string): Property {
	const { name, kind, of, field } = column;
	return {
		name,
		title: attribute ? inLanguage(attribute.title, language) : fieldTitle(language, field),
		type: jsonTypes[kind],
		format: kind === 'date' ? 'date' : undefined,
		unit: attribute?.unit,
		choices: attribute?.choices?.map((it) => it.id),
		queryable: queryableOf(column),
		writable: of === 'attribute' || settable.has(field),
		column: field,
		attribute: of === 'attribute',
	};
}

function assetCollection(home: AssetClass, view: View, { language, town, actor }: Asking): Collection {
	const { id, number, geometry } = home;
	const columns = view === 'shape' ? [] : columnsOf(home, view === 'staff', language);
	const title = inLanguage(home.title, language);
	return {
		id,
		title,
		description: say(language, view === 'shape' ? 'shapeDescription' : 'classDescription', { title, town: town.municipality.name }),
		geometry,
		parts: geometry === 'Polygon',
		properties: columns.map((column) =>
			propertyOf(column, column.of === 'attribute' ? home.attributes.find((it) => it.id === column.field) : undefined, language),
		),
		mercator: item.mercator,
		source: (at) => ({
			from: registerSql(view, number, at),
			key: item.id,
			fid: item.id,
			geom: item.geom,
			columns: columnsSql[view],
			where: ofClass(number, view),
		}),
		byId: idSql,
		extent: extentOf(number),
		begins: beginsSql(number),
		...(view === 'staff' && actor.may('asset.edit') && { editable: id }),
	};
}

/** All collections that somebody may see: what they may not see does not exist for them. */
export function collectionsFor(asking: Asking): Collections {
	const assets = catalogue.classes.flatMap((home) => {
		const view = viewOf(home, asking);
		return view ? [assetCollection(home, view, asking)] : [];
	});
	const forPlanners = asking.actor.may('planning.read') ? [insightCollection] : [];
	const others = [faultCollection, wardCollection, placeCollection, ...forPlanners].map((make) => make(asking.language));
	return new Map([...assets, ...others].map((it) => [it.id, it]));
}
