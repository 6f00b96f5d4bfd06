import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/console.ts';
import { Button } from '../../../ui/button.tsx';
import { arrowLeft, map as mapIcon } from '../../../ui/icons.ts';
import { lazy } from '../../../ui/lazy.tsx';
import { SplitPanes } from '../../../ui/split-panes.tsx';
import { change, route } from '../../route.ts';
import { onePane } from '../../width.ts';
import '../register.css';
import './edit.css';
import { EditPane } from './edit-pane.tsx';
import { followSubject } from './edit-state.ts';

const EditMap = lazy(() => import('./edit-map.tsx').then((it) => it.EditMap));

/** One asset, written and drawn anew: moved, reshaped, described, cut in two, made one with another, taken out of service. */
export function EditRoom(): JSX.Element {
	useEffect(followSubject, []);
	if (!onePane.value)
		return (
			<SplitPanes name="edit" panes={[{ name: 'edit', label: t('place.edit'), width: 500, least: 360, most: 800, content: <EditPane /> }]} rest={<EditMap />} />
		);
	if (route.value.map)
		return (
			<section class="one-pane" aria-label={t('desk.map')}>
				<h1 class="unseen">{t('desk.map')}</h1>
				<div class="way row">
					<Button kind="quiet" icon={arrowLeft} onClick={() => change({ map: false })}>
						{t('place.edit')}
					</Button>
				</div>
				<EditMap />
			</section>
		);
	return (
		<section class="one-pane scrolls" aria-label={t('place.edit')}>
			<EditPane />
			<div class="to-map">
				<Button kind="primary" icon={mapIcon} onClick={() => change({ map: true })}>
					{t('desk.map')}
				</Button>
			</div>
		</section>
	);
}
