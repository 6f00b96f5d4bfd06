import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/console.ts';
import { lazy } from '../../../ui/lazy.tsx';
import { PaneAndMap } from '../pane-and-map.tsx';
import { ImportPane } from './import-pane.tsx';
import { followImport, theImport } from './import-state.ts';

const ImportMap = lazy(() => import('./import-map.tsx').then((it) => it.ImportMap));

/** One import from its first byte to the register, and what it would change on the map. */
export function ImportPage(): JSX.Element {
	useEffect(followImport, []);
	return (
		<PaneAndMap
			name="import"
			label={t('imports.one')}
			width={{ width: 720, least: 420, most: 1100 }}
			pane={<ImportPane />}
			map={<ImportMap />}
			withoutMap={theImport.value?.state !== 'ready'}
		/>
	);
}
