import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { type Geography, readLines, readWards, type Shapes } from '../../server/planning/contract.ts';
import { call } from '../api/call.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { number } from '../i18n/format.ts';
import { language } from '../i18n/language.ts';
import { t } from '../i18n/planner.ts';

interface Found {
	shapes: Shapes;
	/** Lines only: how many there are, and how many of them are drawn. */
	shown?: number;
	total?: number;
}

interface UsedShapes {
	shapes: ReadonlySignal<Shapes | undefined>;
	note: ReadonlySignal<string | null>;
	error: ReadonlySignal<Problem | null>;
}

const kept = new Map<string, Promise<Found>>();

const ask = async ({ by, class: id = '', attribute = '', shapes }: Geography): Promise<Found> => {
	if (by === 'own') return { shapes: shapes ?? { type: 'FeatureCollection', features: [] } };
	if (by === 'ward') return { shapes: await call(readWards, {}) };
	const { shown, total, ...lines } = await call(readLines, { class: id, attribute, language: language.peek() }, { timeout: 60 });
	return { shapes: lines, shown, total };
};

// Shapes that came with an answer are those of its places.
const nameOf = (it: Geography | null): string =>
	JSON.stringify([it?.by, it?.class, it?.attribute, it?.by === 'own' && it.shapes?.features.map(({ id }) => id)]);

/** The shapes an answer is drawn on; asked for once a page, since they hardly change. */
export function useShapes(geography: Geography | null): UsedShapes {
	const found = useSignal<Found | undefined>(undefined);
	const error = useSignal<Problem | null>(null);
	const wanted = useSignal(geography);
	wanted.value = geography;
	const name = useComputed(() => nameOf(wanted.value));
	useSignalEffect(() => {
		const key = name.value;
		const it = wanted.peek();
		if (!it) return;
		const promise = kept.get(key) ?? ask(it);
		if (it.by !== 'own') kept.set(key, promise);
		found.value = undefined;
		error.value = null;
		promise.then(
			(got) => {
				if (key === name.peek()) found.value = got;
			},
			(thrown) => {
				kept.delete(key);
				if (key === name.peek()) error.value = asProblem(thrown);
			},
		);
	});
	const note = useComputed(() => {
		const { shown = 0, total = 0 } = found.value ?? {};
		return shown < total ? t('map.longest', { shown: number(shown), total: number(total) }) : null;
	});
	return { shapes: useComputed(() => found.value?.shapes), note, error };
}
