import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/console.ts';
import { lazy } from '../../../ui/lazy.tsx';
import { PaneAndMap } from '../pane-and-map.tsx';
import '../register.css';
import './edit.css';
import { EditPane } from './edit-pane.tsx';
import { followSubject } from './edit-state.ts';

const EditMap = lazy(() => import('./edit-map.tsx').then((it) => it.EditMap));

/** One asset, written and drawn anew: moved, reshaped, described, cut in two, made one with another, taken out of service. */
export function EditRoom(): JSX.Element {
	useEffect(followSubject, []);
	return <PaneAndMap name="edit" label={t('place.edit')} width={{ width: 500, least: 360, most: 800 }} pane={<EditPane />} map={<EditMap />} />;
}
