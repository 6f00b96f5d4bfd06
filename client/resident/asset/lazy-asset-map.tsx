import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-asset.ts';
import { Button } from '../../ui/button.tsx';
import { map } from '../../ui/icons.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { mapWanted } from '../report/where-state.ts';
import type { AssetMapProps } from './asset-map.tsx';
import './asset.css';

/** The map, fetched after all that can be read; where data is dear it waits to be asked for, and where it does not come all else works without it. */
export function LazyAssetMap(props: AssetMapProps): JSX.Element {
	const [View, show] = useState<ComponentType<AssetMapProps> | null>(null);
	const [failed, fail] = useState(false);
	const [wanted, want] = useState(mapWanted);
	useEffect(() => {
		if (!wanted) return;
		import('./asset-map.tsx').then(
			({ AssetMap }) => show(() => AssetMap),
			() => fail(true),
		);
	}, [wanted]);
	if (failed) return <Notice kind="warn">{form('where.mapFailed')}</Notice>;
	if (!wanted)
		return (
			<Button icon={map} onClick={() => want(true)}>
				{t('asset.showMap')}
			</Button>
		);
	return <div class={`asset-map${props.onPick ? ' picking' : ''}`}>{View ? <View {...props} /> : <Skeleton kind="block" />}</div>;
}
