import type { ComponentChildren, JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { arrowLeft, map as mapIcon } from '../../ui/icons.ts';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { change, route } from '../route.ts';
import { onePane } from '../width.ts';

interface PaneAndMapProps {
	/** Under this name the width of the pane is remembered. */
	name: string;
	label: string;
	width: { width: number; least: number; most: number };
	pane: ComponentChildren;
	map: ComponentChildren;
	/** Where there is nothing to be seen on the map, no way leads there on a phone. */
	withoutMap?: boolean;
}

/** What is written beside its map; on a phone one after the other, the map by its own address. */
export function PaneAndMap({ name, label, width, pane, map, withoutMap = false }: PaneAndMapProps): JSX.Element {
	if (!onePane.value) return <SplitPanes name={name} panes={[{ name, label, ...width, content: pane }]} rest={map} />;
	if (route.value.map)
		return (
			<section class="one-pane" aria-label={t('desk.map')}>
				<h1 class="unseen">{t('desk.map')}</h1>
				<div class="way row">
					<Button kind="quiet" icon={arrowLeft} onClick={() => change({ map: false })}>
						{label}
					</Button>
				</div>
				{map}
			</section>
		);
	return (
		<section class="one-pane scrolls" aria-label={label}>
			{pane}
			{!withoutMap && (
				<div class="to-map">
					<Button kind="primary" icon={mapIcon} onClick={() => change({ map: true })}>
						{t('desk.map')}
					</Button>
				</div>
			)}
		</section>
	);
}
