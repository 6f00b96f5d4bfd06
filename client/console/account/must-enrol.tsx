import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { askWho } from '../session.ts';
import { Enrol } from './enrol.tsx';

/** Before anything else: somebody whose role needs a second factor sets it up. */
export const MustEnrol = (): JSX.Element => (
	<div class="room-scroll">
		<div class="page stack">
			<h1>{t('factor.mustTitle')}</h1>
			<p class="quiet">{t('factor.must')}</p>
			<Enrol again={false} onDone={() => void askWho()} />
		</div>
	</div>
);
