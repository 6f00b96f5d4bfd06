import { effect, untracked } from '@preact/signals';
import type { JSX } from 'preact';
import type { DifferenceRow, Renumbering } from '../../../../server/assets/import/review/contract.ts';
import { theTown } from '../../../api/town.ts';
import { assetLayer } from '../../../map/asset-layer.ts';
import { MapView } from '../../../map/map-view.tsx';
import type { Mounted } from '../../../map/mounted.ts';
import { overlay } from '../../../map/overlay.ts';
import { layers } from '../../facts.ts';
import { type Mark, marksLayer, onMarks, showMarks } from '../marks.ts';
import { difference, kind, pairs, pointedRow, theImport } from './import-state.ts';
import { roleOf } from './kinds.ts';

const isMove = ({ kind: what }: DifferenceRow): boolean => what === 'geometry' || what === 'both';

const markOf = (row: DifferenceRow): Mark[] => {
	const shape = row.to ?? row.from;
	return shape && row.kind !== 'unchanged' ? [{ id: `d${row.row}`, role: roleOf(row), shape, before: isMove(row) ? row.from : null }] : [];
};

const markOfPair = ({ id, to, from, verdict }: Renumbering): Mark[] =>
	verdict === 'open' ? [{ id: `p${id}`, role: 'renumbered', shape: to, before: from }] : [];

/** While all is looked at, the pairs that wait for a word are marked as well. */
const marksNow = (): Mark[] => [
	...(difference.value?.rows ?? []).flatMap(markOf),
	...(kind.value === null ? (pairs.value?.rows ?? []).flatMap(markOfPair) : []),
];

const draw = (on: Mounted): (() => void) => {
	const marks = on.add(marksLayer());
	const points = on.add(overlay());
	let shown = '';
	const stops = [
		effect(() => {
			const layer = layers.value.find((it) => it.id === theImport.value?.class);
			if (layer) untracked(() => on.add(assetLayer(layer)));
		}),
		effect(() => {
			const now = theImport.value?.state === 'ready' ? marksNow() : [];
			marks.show(now);
			const what = `${theImport.peek()?.basis} ${kind.peek()}`;
			if (now.length === 0 || what === shown) return;
			shown = what;
			showMarks(on, marks);
		}),
		effect(() => {
			const id = pointedRow.value;
			points.point(id === null ? null : (untracked(marksNow).find((it) => it.id === id)?.shape ?? null));
		}),
		onMarks(on, (id) => {
			if (id !== pointedRow.peek()) pointedRow.value = id === null ? null : String(id);
		}),
	];
	return () => {
		for (const stop of stops) stop();
	};
};

/** What an import would change, where it would change it. */
export function ImportMap(): JSX.Element {
	return <MapView town={theTown()} onMount={draw} />;
}
