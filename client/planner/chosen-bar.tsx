import type { JSX } from 'preact';
import { t } from '../i18n/planner.ts';
import { Button } from '../ui/button.tsx';
import { cross } from '../ui/icons.ts';
import { choose } from './choose.ts';
import { change, route } from './route.ts';

/** How many rows are looked at together, and what can be done with them; with none, how to choose some. */
export function ChosenBar(): JSX.Element {
	const { chosen, behind } = route.value;
	if (chosen.length === 0) return <p class="small quiet no-print">{t('chosen.hint')}</p>;
	return (
		<div class="chosen-bar cluster no-print">
			<strong class="figures">{t('chosen.title', { count: chosen.length })}</strong>
			<Button aria-expanded={behind} onClick={() => change({ row: null, behind: !behind })}>
				{t('chosen.faults')}
			</Button>
			<Button kind="quiet" icon={cross} onClick={() => choose([])}>
				{t('chosen.none')}
			</Button>
		</div>
	);
}
