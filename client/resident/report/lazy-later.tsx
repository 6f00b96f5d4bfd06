import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Problem } from '../../api/problem.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { savesData } from '../saver.ts';

const view = signal<ComponentType<{ step: number }> | 'failed' | null>(null);

/** Fetches the later questions while the person still answers the first. */
async function fetchLater(): Promise<void> {
	try {
		const { Later } = await import('./later.tsx');
		view.value = Later;
	} catch {
		view.value = 'failed';
	}
}

/** Fetches what the next questions show, unless data are dear: then each comes when it is asked for. */
export async function fetchAhead(): Promise<void> {
	if (savesData()) return;
	await fetchLater();
	await import('./where-map.tsx').catch(() => undefined);
}

/** The later questions as soon as they are there; where they do not come, loading the page again loses nothing. */
export function LazyLater({ step }: { step: number }): JSX.Element {
	useEffect(() => void fetchLater(), []);
	const View = view.value;
	if (View && View !== 'failed') return <View step={step} />;
	return (
		<div class="step">
			<div class="step-body">
				{View === 'failed' ? (
					<ProblemNotice problem={new Problem({ code: 'network' })} onRetry={() => location.reload()} />
				) : (
					<Skeleton kind="text" count={4} />
				)}
			</div>
		</div>
	);
}
