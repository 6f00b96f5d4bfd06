import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/console.ts';
import { Button } from '../../../ui/button.tsx';
import { arrowLeft, map as mapIcon } from '../../../ui/icons.ts';
import { lazy } from '../../../ui/lazy.tsx';
import { SplitPanes } from '../../../ui/split-panes.tsx';
import { change, route } from '../../route.ts';
import { onePane } from '../../width.ts';
import { ImportPane } from './import-pane.tsx';
import { followImport, theImport } from './import-state.ts';

const ImportMap = lazy(() => import('./import-map.tsx').then((it) => it.ImportMap));

/** One import from its first byte to the register, and what it would change on the map. */
export function ImportPage(): JSX.Element {
	useEffect(followImport, []);
	const withMap = theImport.value?.state === 'ready';
	if (!onePane.value)
		return (
			<SplitPanes
				name="import"
				panes={[{ name: 'import', label: t('imports.one'), width: 720, least: 420, most: 1100, content: <ImportPane /> }]}
				rest={<ImportMap />}
			/>
		);
	if (route.value.map)
		return (
			<section class="one-pane" aria-label={t('desk.map')}>
				<h1 class="unseen">{t('desk.map')}</h1>
				<div class="way row">
					<Button kind="quiet" icon={arrowLeft} onClick={() => change({ map: false })}>
						{t('imports.one')}
					</Button>
				</div>
				<ImportMap />
			</section>
		);
	return (
		<section class="one-pane scrolls" aria-label={t('imports.one')}>
			<ImportPane />
			{withMap && (
				<div class="to-map">
					<Button kind="primary" icon={mapIcon} onClick={() => change({ map: true })}>
						{t('desk.map')}
					</Button>
				</div>
			)}
		</section>
	);
}
