import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { go, route } from '../route.ts';
import { alarm } from './alarm.ts';
import { Details } from './details.tsx';
import { draft } from './draft.ts';
import { Emergency } from './emergency.tsx';
import { restorePhotos } from './photos.ts';
import { Send } from './send.tsx';
import { startServices } from './services.ts';
import { reachable, steps } from './steps.ts';
import { What } from './what.tsx';
import { Where } from './where.tsx';

const views = [What, Where, Details, Send];

/** A report: four questions, each with its own address, and the notice that stops an emergency. */
export function Report(): JSX.Element | null {
	const { path } = route.value;
	useEffect(startServices, []);
	useEffect(() => void restorePhotos(), []);
	const step = steps.indexOf(path as (typeof steps)[number]);
	const allowed = Math.min(step, reachable(draft.value));
	useEffect(() => {
		const to = steps[Math.max(0, allowed)];
		if (step !== allowed && to) go(to, { replace: true });
	}, [step, allowed]);
	const View = views[allowed];
	if (!View) return null;
	if (allowed > 0 && alarm.value) return <Emergency key={alarm.value.reason} alarm={alarm.value} />;
	return <View key={path} />;
}
