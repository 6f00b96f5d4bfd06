import type { JSX } from 'preact';
import type { KeptAnswer } from '../../../server/planning/kept/contract.ts';
import { dateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/planner-workspace.ts';
import { Button } from '../../ui/button.tsx';
import { refresh } from '../../ui/icons.ts';
import { change } from '../route.ts';
import './kept.css';

/** Says that what stands there is as it was, and what somebody wrote to it. */
export function KeptBanner({ kept }: { kept: KeptAnswer }): JSX.Element {
	return (
		<div class="kept-banner" role="note">
			<div class="stack tight">
				<strong>{kept.title}</strong>
				{kept.note && <span class="kept-note">{kept.note}</span>}
				<span class="small">{t('kept.frozen', { when: dateTime(kept.asOf), by: kept.by })}</span>
			</div>
			<Button icon={refresh} onClick={() => change({ kept: null })}>
				{t('kept.again')}
			</Button>
		</div>
	);
}
