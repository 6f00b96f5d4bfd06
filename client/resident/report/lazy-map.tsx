import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/resident.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { WhereMapProps } from './where-map.tsx';

/** The map, fetched after the question stands; where it does not come, all the rest works without it. */
export function LazyMap(props: WhereMapProps): JSX.Element {
	const [View, show] = useState<ComponentType<WhereMapProps> | null>(null);
	const [failed, fail] = useState(false);
	useEffect(() => {
		import('./where-map.tsx').then(
			({ WhereMap }) => show(() => WhereMap),
			() => fail(true),
		);
	}, []);
	if (failed) return <Notice kind="warn">{t('where.mapFailed')}</Notice>;
	return <div class="where-map">{View ? <View {...props} /> : <Skeleton kind="block" />}</div>;
}
