import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Skeleton } from './skeleton.tsx';

/** A view that is fetched when it is first shown; until then the shape of what comes stands there. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => JSX.Element {
	let loaded: ComponentType<Props> | null = null;
	return function Lazy(props: Props): JSX.Element {
		const [View, show] = useState<ComponentType<Props> | null>(() => loaded);
		useEffect(() => {
			if (View) return;
			void load().then((it) => {
				loaded = it;
				show(() => it);
			});
		}, [View]);
		return View ? <View {...props} /> : <Skeleton kind="block" />;
	};
}
