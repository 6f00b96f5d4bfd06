import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { go, route } from '../route.ts';
import { alarm } from './alarm.ts';
import { draft } from './draft.ts';
import { Emergency } from './emergency.tsx';
import { fetchAhead, LazyLater } from './lazy-later.tsx';
import { restorePhotos } from './photos.ts';
import { services, startServices } from './services.ts';
import { reachable, steps } from './steps.ts';
import { What } from './what.tsx';

/** A report: four questions, each with its own address, and the notice that stops an emergency. */
export function Report(): JSX.Element | null {
	const { path } = route.value;
	useEffect(startServices, []);
	useEffect(() => void restorePhotos(), []);
	// First what this question needs, then what the next ones will.
	const known = services.value !== null;
	useEffect(() => void (known && fetchAhead()), [known]);
	const step = steps.indexOf(path as (typeof steps)[number]);
	const allowed = Math.min(step, reachable(draft.value));
	useEffect(() => {
		const to = steps[Math.max(0, allowed)];
		if (step !== allowed && to) go(to, { replace: true });
	}, [step, allowed]);
	if (allowed <= 0) return allowed === 0 ? <What /> : null;
	if (alarm.value) return <Emergency key={alarm.value.reason} alarm={alarm.value} />;
	return <LazyLater key={path} step={allowed} />;
}
